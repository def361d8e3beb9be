import type { IceCandidate } from '../../engine/links/rules/candidate.ts';
import type { NegotiationFrame } from '../../engine/links/rules/frames.ts';
import { parseNegotiationFrame } from '../../engine/links/rules/frames.ts';
import { createInTurn } from '../../shared/in-turn.ts';
import type { RemoteCandidates } from './remote-candidates.ts';
import type { Rounds, Taken } from './rounds.ts';
import { createRounds } from './rounds.ts';
import { isAcceptableRenegotiation, isInForce, ufragOf } from './sdp.ts';

/** Perfect negotiation (W3C WebRTC §10.7) over the control lane, for everything after the first offer and answer. */
export interface Negotiation {
  /** The lanes are open: from now on changes are negotiated. */
  start(): void;
  /** Frames are applied one after the other. */
  handle(frame: unknown): void;
  /** Offers new ICE credentials, and takes back such an offer that was not answered yet; undefined while something else is being offered. */
  restart(): Promise<number | undefined>;
  /** A description that came beside the lane, in turn with frames. */
  apply(description: BesideLane): Promise<Taken>;
  /** `from` names section and generation; without it the candidate belongs to the first description. */
  sendCandidate(candidate: IceCandidate, from?: RTCIceCandidate): void;
}

type BesideLane = Omit<DescriptionFrame, 't'>;

type DescriptionFrame = Extract<NegotiationFrame, { t: 'negotiation.description' }>;

export interface NegotiationOptions {
  readonly connection: RTCPeerConnection;
  readonly remoteCandidates: Pick<RemoteCandidates, 'add' | 'holdForAnswer'>;
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
  const { connection, remoteCandidates, send } = options;
  const rounds = createRounds(connection);
  let started = false;
  let makingOffer = false;
  const inTurn = createInTurn();

  async function offer(restarts = false): Promise<number | undefined> {
    makingOffer = true;
    try {
      if (restarts) await prepareRestart(connection, rounds);
      await connection.setLocalDescription();
      const round = rounds.begin({ restarts });
      sendLocalDescription(options, round);
      return round;
    } catch (error) {
      // An offer of theirs or the end of the connection came in between; the browser asks again if need be.
      if (connection.signalingState === 'stable') throw error;
      return undefined;
    } finally {
      makingOffer = false;
    }
  }

  async function takeDescription({ type, sdp, round }: BesideLane): Promise<Taken> {
    const passed = rounds.passedBy({ type, round });
    if (passed !== undefined) return passed;
    const collision = type === 'offer' && (makingOffer || connection.signalingState !== 'stable');
    if (collision && !options.polite) return 'ignored';
    const restarts = !isInForce(connection, ufragOf(sdp));
    await connection.setRemoteDescription({ type, sdp });
    if (type === 'offer') {
      rounds.take(round);
      options.beforeAnswer();
      await connection.setLocalDescription();
      if (restarts) remoteCandidates.holdForAnswer();
      sendLocalDescription(options, round);
    }
    options.onSettled();
    return 'applied';
  }

  async function take(value: unknown): Promise<void> {
    const frame = readFrame(value, options.peerFingerprint());
    try {
      if (frame === undefined) options.onBadFrame();
      else if (frame.t === 'negotiation.description') await takeDescription(frame);
      else await remoteCandidates.add([frame.candidate], frame);
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

function sendLocalDescription({ connection, send }: NegotiationOptions, round: number): void {
  const local = connection.localDescription;
  if (local?.type !== 'offer' && local?.type !== 'answer') return;
  send({ t: 'negotiation.description', type: local.type, sdp: local.sdp, round });
}

/** What else is being offered has no other way than the lane, and is not taken back. */
async function prepareRestart(connection: RTCPeerConnection, rounds: Rounds): Promise<void> {
  if (connection.signalingState === 'have-local-offer') {
    if (!rounds.offersRestart()) throw new Error('another offer is under way');
    await connection.setLocalDescription({ type: 'rollback' });
  }
  connection.restartIce();
}
