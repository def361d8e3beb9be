import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Lane, PeerHandlers, PeerLink } from '../ports/peer-port.ts';
import { createRunner } from '../runner.ts';
import type { LinkDependencies } from './link-dependencies.ts';
import { createLinkEffects } from './link-effects.ts';
import { createLinkPeer } from './link-peer.ts';
import { createLinkSignals } from './link-signals.ts';
import { isUp } from './rules/attempts.ts';
import { farewellFrame, pingFrame, pongFrame, takesBeats } from './rules/frames.ts';
import type { RelayReport } from './rules/obstacle.ts';
import type { LinkDescription } from './rules/signals.ts';
import type { LinkEffect, LinkEvent, LinkFact, LinkNews, LinkState } from './rules/state.ts';
import { hasMet, initialLink, liveAttempt, presenceOf } from './rules/state.ts';
import { canStart, stepLink } from './rules/step.ts';

/** The link to one contact: its machine, its peer connection and its timer. */
export interface ContactLink {
  /** A wish for it is about to come. */
  prepare(): void;
  tell(fact: LinkFact): void;
  presence(): ReturnType<typeof presenceOf>;
  isUp(): boolean;
  /** Whether their browser answered in this attempt, or in the last one that came to nothing. */
  met(): boolean;
  /** Present while the link is up. */
  peer(): PeerLink | undefined;
  /** Makes an offer to be carried by another signal; null when a link or an attempt is there already, or it fails. */
  requestOffer(): Promise<CarriedOffer | null>;
}

export interface CarriedOffer {
  readonly session: number;
  readonly description: LinkDescription;
}

export interface ContactLinkHandlers {
  onNews(news: LinkNews): void;
  onPresence(): void;
  /** One that is not of the link itself. */
  onFrame(lane: Lane, frame: { readonly t: string }): void;
  onBytes(lane: Lane, bytes: Uint8Array<ArrayBuffer>): void;
  onBadFrame(): void;
  onDrained(lane: Lane): void;
  onMediaReady(): void;
}

export function createContactLink(
  contactId: ContactId,
  dependencies: LinkDependencies,
  handlers: ContactLinkHandlers,
): ContactLink {
  const { contacts, clock, newSession, random, renewMailbox, log } = dependencies;
  let deliverOffer: (offer: CarriedOffer | null) => void = () => undefined;

  const handlersOf = (attempt: number): PeerHandlers =>
    peerHandlers({
      ...handlers,
      onRelay: (report) => dependencies.onRelay?.(report),
      attempt,
      tell,
      isListening: () => 'doubt' in runner.state().phase,
      answerPing: (lane) => void peer.of(attempt)?.send(lane, pongFrame),
    });
  const peer = createLinkPeer({ contactId, dependencies, tell, handlersOf });
  const isCurrent = (attempt: number): boolean => liveAttempt(runner.state().phase) === attempt;
  const runner = createRunner<LinkState, LinkEvent, LinkEffect>({
    initial: initialLink(dependencies.self(), contactId),
    step: stepLink,
    perform: createLinkEffects({
      peer,
      signals: createLinkSignals({ contactId, contacts, signals: dependencies.signals, isCurrent }),
      clock,
      log,
      renewMailbox,
      tell,
      onNews: handlers.onNews,
      onCarryOffer: ({ session, description }) => deliverOffer({ session, description }),
      onPeerClosed: () => deliverOffer(null),
    }),
    onState(next, previous) {
      if (presenceOf(next) !== presenceOf(previous)) handlers.onPresence();
    },
  });

  function tell(fact: LinkFact): void {
    if (fact.kind === 'closed-here') peer.prepared.forget();
    runner.send({ ...fact, atMs: clock.nowMs(), freshSession: newSession(), jitter: random() });
  }

  return {
    prepare() {
      if (canStart(runner.state())) peer.prepared.prepare();
    },
    tell,
    presence: () => presenceOf(runner.state()),
    isUp: () => isUp(runner.state().phase),
    met: () => hasMet(runner.state()),
    peer: () => (isUp(runner.state().phase) ? peer.current() : undefined),
    async requestOffer() {
      if (!canStart(runner.state())) return null;
      return new Promise((resolve) => {
        deliverOffer = resolve;
        tell({ kind: 'offer-requested' });
      });
    },
  };
}

interface PeerHandlersOptions extends ContactLinkHandlers {
  onRelay(report: RelayReport): void;
  readonly attempt: number;
  tell(fact: LinkFact): void;
  /** Whether any frame is news. */
  isListening(): boolean;
  answerPing(lane: Lane): void;
}

function peerHandlers({ attempt, tell, ...handlers }: PeerHandlersOptions): PeerHandlers {
  return {
    onOpen: () => tell({ kind: 'lanes-opened', attempt }),
    onConnection: (change) => tell({ kind: 'connection-changed', attempt, change }),
    onFrame(lane, frame) {
      const ofLink = readLinkFrame(lane, frame.t);
      const isPong = ofLink === 'pong';
      if (isPong || handlers.isListening()) tell({ kind: 'heard', attempt, isPong, takesBeats: takesBeats(frame) });
      if (ofLink === 'ping') handlers.answerPing(lane);
      else if (ofLink === 'farewell') tell({ kind: 'farewell-received', attempt });
      else if (ofLink === undefined) handlers.onFrame(lane, frame);
    },
    onBytes: handlers.onBytes,
    onBadFrame: handlers.onBadFrame,
    onDrained: handlers.onDrained,
    onLateCandidates: (candidates) => tell({ kind: 'candidates-found', attempt, candidates }),
    onMediaReady: handlers.onMediaReady,
    onRelay: handlers.onRelay,
  };
}

/** The link speaks for itself on the control lane, and asks on the unreliable one as well, where nothing waits for what was lost. */
function readLinkFrame(lane: Lane, name: string): 'ping' | 'pong' | 'farewell' | undefined {
  if (lane === 'text') return undefined;
  if (name === pingFrame.t) return 'ping';
  if (name === pongFrame.t) return 'pong';
  return name === farewellFrame.t && lane === 'control' ? 'farewell' : undefined;
}
