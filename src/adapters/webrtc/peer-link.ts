import { readCandidate, withoutRelatedAddress } from '../../engine/links/rules/candidate.ts';
import { isNegotiation } from '../../engine/links/rules/frames.ts';
import type { RelayReport } from '../../engine/links/rules/obstacle.ts';
import type { PeerHandlers, PeerLink, PeerOptions } from '../../engine/ports/peer-port.ts';
import { isRelayUrl } from '../../shared/settings/relay.ts';
import { countCarried } from './carried.ts';
import { closeConnection, openPeerConnection } from './connections.ts';
import type { GatheringOptions } from './gathering.ts';
import type { GatheringPatience } from './gathering-patience.ts';
import { createGatheringPatience } from './gathering-patience.ts';
import type { Introduction } from './introduction.ts';
import { createIntroduction } from './introduction.ts';
import { createLanes } from './lanes.ts';
import { createMediaSlots } from './media-slots.ts';
import type { Negotiation } from './negotiation.ts';
import { createNegotiation } from './negotiation.ts';
import type { RelayWatch } from './relay-watch.ts';
import { watchRelays } from './relay-watch.ts';
import { createRemoteCandidates } from './remote-candidates.ts';
import type { Restart } from './restart.ts';
import { createRestart } from './restart.ts';

/** Of this computer's network, so that each connection profits from the ones before it. */
const patienceHere = createGatheringPatience();

/** One `RTCPeerConnection` behind the engine's port. After `close` no handler is called any more. */
export function createPeerLink(options: PeerOptions, patience = patienceHere): PeerLink {
  const connection = openPeerConnection(options);
  const handlers = whileOpen(options.handlers, connection);
  const { onLateCandidates, onMediaReady } = handlers;
  const { relayOnly, polite } = options;
  const remoteCandidates = createRemoteCandidates(connection);
  const describing = { ...gatheringOf(options, patience), connection, remoteCandidates, onLateCandidates };
  const introduction = createIntroduction(describing);
  const media = createMediaSlots({ connection, makesSlots: !polite, onReady: onMediaReady });
  const lanes = createLanes(connection, {
    ...handlers,
    onOpen,
    onClosed: () => handlers.onConnection('failed'),
    onFrame(lane, frame) {
      if (!isNegotiation(frame.t)) handlers.onFrame(lane, frame);
      else if (lane === 'control') negotiation.handle(frame);
      else handlers.onBadFrame(lane);
    },
  });
  const negotiation = createNegotiation({
    ...{ connection, remoteCandidates, polite },
    peerFingerprint: () => introduction.peerDescription()?.fingerprint,
    send: (frame) => void lanes.send('control', frame),
    onBadFrame: () => handlers.onBadFrame('control'),
    beforeAnswer: media.join,
    onSettled: media.settle,
  });
  const restart = createRestart({ ...describing, negotiation, introduction });

  function onOpen(): void {
    for (const candidate of introduction.finish()) negotiation.sendCandidate(candidate);
    negotiation.start();
    handlers.onOpen();
    media.start();
  }

  const relays = watchConnection(connection, handlers, options);
  connection.onicecandidate = ({ candidate }) => {
    relays.handleCandidate(candidate);
    if (lanes.open) sendLater(candidate, { relayOnly, restart, negotiation });
    else introduction.onLocalCandidate(candidate);
  };

  return {
    media,
    ...introducing(introduction, relays),
    addCandidates: remoteCandidates.add,
    send: lanes.send,
    sendBytes: lanes.sendBytes,
    bufferedBytes: lanes.bufferedBytes,
    restartIce: restart.restartIce,
    takeRestart: restart.takeRestart,
    countCarried: async () => countCarried((await connection.getStats()).values()),
    close() {
      closeConnection(connection);
      introduction.finish();
      restart.close();
      remoteCandidates.close();
    },
  };
}

function introducing(
  introduction: Introduction,
  relays: RelayWatch,
): Pick<PeerLink, 'prepareOffer' | 'createOffer' | 'acceptOffer' | 'acceptAnswer'> {
  return {
    prepareOffer: introduction.prepare,
    createOffer: () => relays.attend(introduction.offer()),
    acceptOffer: (offer) => relays.attend(introduction.answer(offer)),
    acceptAnswer: introduction.apply,
  };
}

/** Over the open lanes, and beside them where a restart is under way. */
function sendLater(
  candidate: RTCIceCandidate | null,
  { relayOnly, restart, negotiation }: { relayOnly: boolean; restart: Restart; negotiation: Negotiation },
): void {
  if (candidate === null) {
    restart.onGathered();
    return;
  }
  const facts = readCandidate(candidate.candidate);
  if (facts === undefined || (relayOnly && facts.origin !== 'relay')) return;
  restart.onLocalCandidate(facts);
  negotiation.sendCandidate(relayOnly ? withoutRelatedAddress(facts.value) : facts.value, candidate);
}

function gatheringOf({ iceServers, relayOnly }: PeerOptions, patience: GatheringPatience): GatheringOptions {
  const asksRelay = iceServers.some(({ urls }) => [urls].flat().some(isRelayUrl));
  return { relayOnly, asksServers: iceServers.length > 0, asksRelay, patience };
}

function watchConnection(
  connection: RTCPeerConnection,
  handlers: PeerHandlers,
  { relayOnly }: Pick<PeerOptions, 'relayOnly'>,
): RelayWatch {
  let interrupted = false;
  connection.onconnectionstatechange = () => {
    const state = connection.connectionState;
    if (state === 'failed') handlers.onConnection(hasKeys(connection) ? 'stuck' : 'failed');
    if (state === 'disconnected') handlers.onConnection('interrupted');
    if (state === 'connected' && interrupted) handlers.onConnection('restored');
    // On the way back from there it is `connecting` for a moment.
    if (state !== 'connecting') interrupted = state !== 'connected';
  };
  const relays = watchRelays(relayOnly, (report) => handlers.onRelay?.(report));
  connection.onicecandidateerror = relays.handleError;
  return relays;
}

/** A restart finds another path, and no other keys: a Firefox that answers two restarts in a row loses them. */
function hasKeys({ sctp }: RTCPeerConnection): boolean {
  return sctp?.transport.state !== 'failed';
}

/** What a closed connection still reports, and a second report of its end, concern nobody. */
function whileOpen(handlers: PeerHandlers, connection: RTCPeerConnection): PeerHandlers {
  let failed = false;
  function guard<Args extends readonly unknown[]>(handler: (...args: Args) => void): (...args: Args) => void {
    return (...args) => {
      if (!failed && connection.signalingState !== 'closed') handler(...args);
    };
  }
  const onConnection = guard(handlers.onConnection);
  return {
    onOpen: guard(handlers.onOpen),
    onConnection(change) {
      onConnection(change);
      failed ||= change === 'failed';
    },
    onFrame: guard(handlers.onFrame),
    onBytes: guard(handlers.onBytes),
    onBadFrame: guard(handlers.onBadFrame),
    onDrained: guard(handlers.onDrained),
    onLateCandidates: guard(handlers.onLateCandidates),
    onMediaReady: guard(handlers.onMediaReady),
    onRelay: guard((report: RelayReport) => handlers.onRelay?.(report)),
  };
}
