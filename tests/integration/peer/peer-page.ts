import { peerConnectionCount } from '#src/adapters/webrtc/connections.ts';
import { createPeerLink } from '#src/adapters/webrtc/peer-link.ts';
import { probeWay } from '#src/adapters/webrtc/probe-way.ts';
import { testConnection } from '#src/engine/links/connection-test.ts';
import type { Route } from '#src/engine/links/route.ts';
import type { IceCandidate } from '#src/engine/links/rules/candidate.ts';
import type { RestartHalf } from '#src/engine/links/rules/restart-half.ts';
import type { LinkDescription } from '#src/engine/links/rules/signals.ts';
import type { CarriedCounts } from '#src/engine/links/rules/state.ts';
import type { Lane, MediaSlot, PeerLink } from '#src/engine/ports/peer-port.ts';
import type { TestedWay } from '#src/shared/settings/connection-test.ts';

/** What the tests in Node can ask of a page that holds one side of a link. */
export interface PeerPage {
  create(options: { polite: boolean; relayOnly?: boolean }): void;
  createOffer(): Promise<LinkDescription>;
  acceptOffer(offer: LinkDescription): Promise<LinkDescription>;
  acceptAnswer(answer: LinkDescription): Promise<void>;
  send(lane: Lane, frame: unknown): boolean;
  sendBytes(lane: Lane, bytes: readonly number[]): boolean;
  /** Sends that many messages of that size in one go, each with its number in the first two bytes; resolves to how many were taken. */
  burst(lane: Lane, messages: number, byteLength: number): number;
  bufferedBytes(lane: Lane): number;
  /** Everything the link reported, oldest first, such as `open`, `control {"t":"x"}` or `text 3 bytes 1,2`. */
  reports(): readonly string[];
  prepareMedia(): void;
  /** Sends a picture or a tone made by the browser's fake devices, or nothing. */
  setTrack(slot: MediaSlot, on: boolean): Promise<void>;
  mediaReady(): boolean;
  remoteTracks(): readonly string[];
  /** Frames decoded so far of the video that arrives in that slot. */
  framesDecoded(slot: MediaSlot): Promise<number>;
  /** Negotiations so far, as offers and answers applied from the peer. */
  negotiations(): number;
  restartIce(): Promise<RestartHalf | undefined>;
  takeRestart(theirs: RestartHalf): Promise<RestartHalf | undefined>;
  /** What was found after a description was given away, once. */
  takeLateCandidates(): readonly IceCandidate[];
  addCandidates(candidates: readonly IceCandidate[]): Promise<void>;
  /** From now on nothing is sent over the control lane, while whoever sends believes that it was; or all that was held is. */
  holdControl(isHeld: boolean): void;
  localUfrag(): string;
  countCarried(): Promise<CarriedCounts>;
  /** The page does nothing else for that long, in milliseconds. */
  standStill(forMs: number): void;
  testConnection(route: Route): Promise<readonly TestedWay[]>;
  longestSdp(): number;
  /** Sends and closes in one go; resolves to the number of connections left. */
  sendAndClose(frame: unknown): number;
  /** Resolves to the number of connections left. */
  close(): number;
}

/** The newest browser object behind a link, for looking at what the port does not show. */
const opened: RTCPeerConnection[] = [];
let negotiations = 0;

class WatchedConnection extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    opened.push(this);
  }
  override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await super.setRemoteDescription(description);
    negotiations += 1;
  }
}
globalThis.RTCPeerConnection = WatchedConnection;

/** A way that is broken delivers late what was sent over it. */
const held: (() => void)[] = [];
let holdsControl = false;
const { send } = RTCDataChannel.prototype;
Reflect.set(RTCDataChannel.prototype, 'send', function sendOrHold(this: RTCDataChannel, data: string) {
  const sendNow = (): void => void Reflect.apply(send, this, [data]);
  if (holdsControl && this.label === 'control') held.push(sendNow);
  else sendNow();
});

let link: PeerLink;
let late: IceCandidate[] = [];
let reports: string[] = [];

function connection(): RTCPeerConnection {
  const newest = opened.at(-1);
  if (newest === undefined) throw new Error('no connection yet');
  return newest;
}

async function statsOf(type: string): Promise<readonly Record<string, unknown>[]> {
  const report = await connection().getStats();
  const all: Record<string, unknown>[] = [];
  report.forEach((entry: Record<string, unknown>) => {
    all.push(entry);
  });
  return all.filter((entry) => entry.type === type);
}

const page: PeerPage = {
  create({ polite, relayOnly = false }) {
    reports = [];
    late = [];
    negotiations = 0;
    link = createPeerLink({
      iceServers: [],
      relayOnly,
      polite,
      handlers: {
        onOpen: () => reports.push('open'),
        onConnection: (change) => reports.push(change),
        onFrame: (lane, frame) => reports.push(`${lane} ${JSON.stringify(frame)}`),
        onBytes: (lane, bytes) => reports.push(`${lane} ${bytes.length} bytes ${bytes.subarray(0, 2)}`),
        onBadFrame: (lane) => reports.push(`bad ${lane}`),
        onDrained: (lane) => reports.push(`drained ${lane}`),
        onLateCandidates: (candidates) => {
          late.push(...candidates);
          reports.push('late candidates');
        },
        onMediaReady: () => reports.push('media ready'),
      },
    });
  },
  createOffer: () => link.createOffer(),
  acceptOffer: (offer) => link.acceptOffer(offer),
  acceptAnswer: (answer) => link.acceptAnswer(answer),
  send: (lane, frame) => link.send(lane, frame),
  sendBytes: (lane, bytes) => link.sendBytes(lane, Uint8Array.from(bytes)),
  burst(lane, messages, byteLength) {
    const bytes = new Uint8Array(byteLength);
    let taken = 0;
    for (let number = 0; number < messages; number += 1) {
      bytes.set([number >> 8, number & 255]);
      taken += link.sendBytes(lane, bytes) ? 1 : 0;
    }
    return taken;
  },
  bufferedBytes: (lane) => link.bufferedBytes(lane),
  reports: () => reports,
  prepareMedia: () => link.media.prepare(),
  async setTrack(slot, on) {
    if (!on) return link.media.setTrack(slot, null);
    const audio = slot === 'microphone' || slot === 'screenAudio';
    const stream = await navigator.mediaDevices.getUserMedia(audio ? { audio: true } : { video: true });
    await link.media.setTrack(slot, stream.getTracks()[0] ?? null);
  },
  mediaReady: () => link.media.ready,
  remoteTracks() {
    const slots = ['microphone', 'camera', 'screen', 'screenAudio'] as const;
    return slots.map((slot) => link.media.remoteTrack(slot)?.kind ?? 'none');
  },
  async framesDecoded(slot) {
    const id = link.media.remoteTrack(slot)?.id;
    const inbound = await statsOf('inbound-rtp');
    const frames = inbound.find((entry) => entry.trackIdentifier === id)?.framesDecoded;
    return typeof frames === 'number' ? frames : 0;
  },
  negotiations: () => negotiations,
  restartIce: () => link.restartIce(),
  takeRestart: (theirs) => link.takeRestart(theirs),
  takeLateCandidates: () => late.splice(0),
  addCandidates: (candidates) => link.addCandidates(candidates),
  holdControl(isHeld) {
    holdsControl = isHeld;
    if (!isHeld) for (const send of held.splice(0)) send();
  },
  countCarried: () => link.countCarried(),
  standStill(forMs) {
    const untilMs = performance.now() + forMs;
    while (performance.now() < untilMs);
  },
  testConnection: (route) => testConnection(route, probeWay),
  localUfrag: () => /a=ice-ufrag:(\S+)/.exec(connection().localDescription?.sdp ?? '')?.[1] ?? '',
  longestSdp: () =>
    Math.max(connection().localDescription?.sdp.length ?? 0, connection().remoteDescription?.sdp.length ?? 0),
  sendAndClose(frame) {
    link.send('control', frame);
    return page.close();
  },
  close() {
    link.close();
    return peerConnectionCount();
  },
};

Object.assign(globalThis, { peerPage: page });
