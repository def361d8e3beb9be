import type { TestedWay } from '../../shared/settings/connection-test.ts';
import type { SenderLimits } from '../calls/rules/adaptation.ts';
import type { MediaCounters } from '../calls/rules/media-sample.ts';
import type { IceCandidate } from '../links/rules/candidate.ts';
import type { RelayReport } from '../links/rules/obstacle.ts';
import type { RestartHalf } from '../links/rules/restart-half.ts';
import type { LinkDescription } from '../links/rules/signals.ts';
import type { CarriedCounts } from '../links/rules/state.ts';

/** Named lanes of a link: pre-negotiated data channels 0, 1 and 2, in this order. */
export const laneNames = ['control', 'text', 'unreliable'] as const;
export type Lane = (typeof laneNames)[number];

/** The four transceivers of a call, in the order in which they are created on the connection. */
export const mediaSlots = ['microphone', 'camera', 'screen', 'screenAudio'] as const;
export type MediaSlot = (typeof mediaSlots)[number];

/** One peer connection to an accepted contact, from before the offer until it is closed for good. */
export interface PeerLink {
  /** Begins what `createOffer` waits for, before anybody needs it. */
  prepareOffer(): void;
  /** Resolves as soon as its candidates are worth sending, at the latest when the browser has no more (docs/protocol.md#ice-candidates). */
  createOffer(): Promise<LinkDescription>;
  /** Takes the peer's offer and resolves to our answer, gathered like `createOffer`. */
  acceptOffer(offer: LinkDescription): Promise<LinkDescription>;
  acceptAnswer(answer: LinkDescription): Promise<void>;
  addCandidates(candidates: readonly IceCandidate[]): Promise<void>;
  /**
   * False when the lane is not open or refuses it because it is full; nothing is kept then. The unreliable lane refuses nothing: it drops
   * what has waited longest. `frame` is JSON-serialisable; one over the size limit of the lane throws.
   */
  send(lane: Lane, frame: unknown): boolean;
  /** The same with bytes instead of JSON, which arrive as they are. */
  sendBytes(lane: Lane, bytes: Uint8Array<ArrayBuffer>): boolean;
  /** Taken by `send` and not yet handed to the network. */
  bufferedBytes(lane: Lane): number;
  /** Restarts ICE over the control lane. Resolves to the same offer as it may travel beside it; undefined when it cannot. */
  restartIce(): Promise<RestartHalf | undefined>;
  /** Half of theirs, which came beside the lane; an offer resolves to our answer, unless it gives way to one of ours. */
  takeRestart(theirs: RestartHalf): Promise<RestartHalf | undefined>;
  /** What the way in use has carried below the lanes, where the browser of the peer answers and not its page. Begins anew with another way. */
  countCarried(): Promise<CarriedCounts>;
  readonly media: PeerMedia;
  close(): void;
}

export interface PeerMedia {
  /** Adds the four transceivers and negotiates them over the control lane; called by one side only, harmless twice. */
  prepare(): void;
  /** True once all four transceivers exist here. */
  readonly ready: boolean;
  /** Sends `track` in that slot, or nothing; remembered and applied as soon as the slots are ready. */
  setTrack(slot: MediaSlot, track: MediaStreamTrack | null): Promise<void>;
  /** What that slot gives up first when the way is narrow; remembered until the slots are ready. */
  prefer(slot: MediaSlot, preference: RTCDegradationPreference): void;
  /** The receiving track, present once ready. */
  remoteTrack(slot: MediaSlot): MediaStreamTrack | null;
  /** What the connection has carried until now. */
  count(atMs: number): Promise<MediaCounters>;
  /** How loud both voices are, as linear amplitude from 0 to 1; ours is 0 while it is muted, and null where the browser does not tell. */
  levels(): Promise<{ readonly mine: number | null; readonly theirs: number }>;
  limitCamera(limits: SenderLimits): void;
}

export type ConnectionChange = 'interrupted' | 'restored' | 'stuck' | 'failed';

export interface PeerHandlers {
  /** All three lanes are open. Called once. */
  onOpen(): void;
  /**
   * `interrupted`: no packets at present, may come back. `restored`: they came back. `stuck`: the browser looks for no way any more,
   * and only a restart can help. `failed`: this connection is over.
   */
  onConnection(change: ConnectionChange): void;
  /** A frame that parsed as JSON with a name and is not negotiation; `frame` is otherwise unverified. */
  onFrame(lane: Lane, frame: { readonly t: string }): void;
  /** Bytes within the size limit of the lane, otherwise unverified. */
  onBytes(lane: Lane, bytes: Uint8Array<ArrayBuffer>): void;
  /** Text that could not be parsed, or anything over the size limit of the lane. */
  onBadFrame(lane: Lane): void;
  /** The lane held more than its low-water mark and no longer does: time to send the next. */
  onDrained(lane: Lane): void;
  /** Candidates found after the description went out, in a few batches and only before the lanes are open. */
  onLateCandidates(candidates: readonly IceCandidate[]): void;
  onMediaReady(): void;
  /** Whether relays, where there are any, let us in. */
  onRelay?(report: RelayReport): void;
}

export interface IceServer {
  readonly urls: string | readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

export interface PeerOptions {
  readonly iceServers: readonly IceServer[];
  readonly relayOnly: boolean;
  /** The side that gives way when both negotiate at once: the larger ID (docs/protocol.md#negotiation). */
  readonly polite: boolean;
  readonly handlers: PeerHandlers;
}

/** Whether candidates of one type are to be had of these servers, and how long that took, in milliseconds. Never rejects. */
export type ProbeWay = (trial: {
  readonly wanted: 'host' | 'srflx' | 'relay';
  readonly iceServers: readonly IceServer[];
}) => Promise<Pick<TestedWay, 'outcome' | 'tookMs'>>;

export type CreatePeerLink = (options: PeerOptions) => PeerLink;
