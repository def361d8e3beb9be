import type { IceCandidate } from '../../engine/links/rules/candidate.ts';
import type { NegotiationFrame } from '../../engine/links/rules/frames.ts';
import { parseNegotiationFrame } from '../../engine/links/rules/frames.ts';
import { createInTurn } from '../../shared/in-turn.ts';
import { isAcceptableRenegotiation, ufragOf } from './sdp.ts';

/** Perfect negotiation (W3C WebRTC §10.7) over the control lane, for everything after the first offer and answer. */
export interface Negotiation {
  /** The lanes are open: from now on changes are negotiated. */
  start(): void;
  /** Frames are applied one after the other. */
  handle(frame: unknown): void;
  /** Offers new ICE credentials; one that was not answered yet is taken back. */
  restart(): Promise<void>;
  /** A description that came beside the lane, in turn with frames. */
  apply(description: BesideLane): Promise<Taken>;
  /** `from` names section and generation; without it the candidate belongs to the first description. */
  sendCandidate(candidate: IceCandidate, from?: RTCIceCandidate): void;
}

type BesideLane = Omit<DescriptionFrame, 't'>;
/** `known`: it came another way before. `ignored`: an offer of ours stands against it, or it answers one that was taken back. */
type Taken = 'applied' | 'known' | 'ignored';

type DescriptionFrame = Extract<NegotiationFrame, { t: 'negotiation.description' }>;
type CandidateFrame = Extract<NegotiationFrame, { t: 'negotiation.candidate' }>;

export interface NegotiationOptions {
  readonly connection: RTCPeerConnection;
  /** Gives way when both negotiate at once. */
  readonly polite: boolean;
  /** Certificate of the peer, as its sealed description told; undefined before that. */
  readonly peerFingerprint: () => string | undefined;
  readonly send: (frame: NegotiationFrame) => void;
  readonly onBadFrame: () => void;
  /** Their offer is applied and not yet answered: the moment to join its transceivers. */
  readonly beforeAnswer: () => void;
  /** Both sides know the same description again. */
  readonly onSettled: () => void;
}

export function createNegotiation(options: NegotiationOptions): Negotiation {
  const { connection, send } = options;
  let started = false;
  let makingOffer = false;
  let ignoringOffer = false;
  /** Our newest offer of a restart, by its credentials. */
  let restartUfrag: string | undefined;
  const inTurn = createInTurn();

  async function offer(restart = false): Promise<void> {
    makingOffer = true;
    try {
      if (restart) await prepareRestart(connection, restartUfrag);
      await connection.setLocalDescription();
      restartUfrag = restart ? offeredUfrag(connection) : undefined;
      sendLocalDescription(options, restartUfrag);
    } catch (error) {
      // An offer of theirs or the end of the connection came in between; the browser asks again if need be.
      if (connection.signalingState === 'stable') throw error;
    } finally {
      makingOffer = false;
    }
  }

  async function takeDescription({ type, sdp, restart }: BesideLane): Promise<Taken> {
    const passed = restart === undefined ? undefined : passedBy(connection, { type, sdp, restart });
    if (passed !== undefined) return passed;
    const collision = type === 'offer' && (makingOffer || connection.signalingState !== 'stable');
    ignoringOffer = collision && !options.polite;
    if (ignoringOffer) return 'ignored';
    await connection.setRemoteDescription({ type, sdp });
    if (type === 'offer') {
      options.beforeAnswer();
      await connection.setLocalDescription();
      sendLocalDescription(options, restart);
    }
    options.onSettled();
    return 'applied';
  }

  async function take(value: unknown): Promise<void> {
    const frame = readFrame(value, options.peerFingerprint());
    try {
      if (frame === undefined) options.onBadFrame();
      else if (frame.t === 'negotiation.description') await takeDescription(frame);
      else if (!ignoringOffer || isKnown(connection, frame.ufrag)) await addCandidate(connection, frame);
    } catch {
      // A closed connection has no bad frames: the guard of its handlers drops this.
      options.onBadFrame();
    }
  }

  connection.onnegotiationneeded = () => {
    if (started) void offer();
  };

  return {
    start() {
      started = true;
    },
    handle: (frame) => void inTurn(() => take(frame)),
    restart: () => inTurn(() => offer(true)),
    apply: (half) => inTurn(() => takeDescription(half)),
    sendCandidate(candidate, from) {
      const ufrag = from?.usernameFragment ?? ufragOf(connection.localDescription?.sdp ?? '');
      if (ufrag !== undefined) send({ t: 'negotiation.candidate', candidate, mid: from?.sdpMid ?? '0', ufrag });
    },
  };
}

function readFrame(value: unknown, fingerprint: string | undefined): NegotiationFrame | undefined {
  const frame = parseNegotiationFrame(value);
  if (frame === undefined || fingerprint === undefined) return undefined;
  if (frame.t === 'negotiation.candidate') return frame;
  return isAcceptableRenegotiation(frame.sdp, fingerprint) ? frame : undefined;
}

function sendLocalDescription({ connection, send }: NegotiationOptions, restart?: string): void {
  const local = connection.localDescription;
  if (local?.type !== 'offer' && local?.type !== 'answer') return;
  send({ t: 'negotiation.description', type: local.type, sdp: local.sdp, ...(restart !== undefined && { restart }) });
}

async function addCandidate(connection: RTCPeerConnection, frame: CandidateFrame): Promise<void> {
  const { candidate, mid, ufrag } = frame;
  const init = { candidate: `candidate:${candidate}`, sdpMid: mid, usernameFragment: ufrag };
  try {
    await connection.addIceCandidate(init);
  } catch (error) {
    // A candidate of a generation that has passed is late, not bad.
    if (isKnown(connection, ufrag)) throw error;
  }
}

/** What else is being offered has no other way than the lane, and is not taken back. */
async function prepareRestart(connection: RTCPeerConnection, restartUfrag: string | undefined): Promise<void> {
  if (connection.signalingState === 'have-local-offer') {
    if (offeredUfrag(connection) !== restartUfrag) throw new Error('another offer is under way');
    await connection.setLocalDescription({ type: 'rollback' });
  }
  connection.restartIce();
}

/** How half of a restart is dealt with that needs nothing any more. */
function passedBy(connection: RTCPeerConnection, { type, sdp, restart }: Required<BesideLane>): Taken | undefined {
  if (isKnown(connection, ufragOf(sdp))) return 'known';
  return type === 'answer' && restart !== offeredUfrag(connection) ? 'ignored' : undefined;
}

/** ICE credentials of our offer that has no answer yet. */
function offeredUfrag({ pendingLocalDescription }: RTCPeerConnection): string | undefined {
  return pendingLocalDescription?.type === 'offer' ? ufragOf(pendingLocalDescription.sdp) : undefined;
}

/** Whether the peer's description that is in force has these ICE credentials. */
function isKnown(connection: RTCPeerConnection, ufrag: string | undefined): boolean {
  return ufrag !== undefined && connection.remoteDescription?.sdp.includes(`a=ice-ufrag:${ufrag}\r`) === true;
}
