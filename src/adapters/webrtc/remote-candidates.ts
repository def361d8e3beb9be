import type { IceCandidate } from '../../engine/links/rules/candidate.ts';
import { isInForce, ufragOf } from './sdp.ts';

/** The peer's candidates, whichever way they come. */
export interface RemoteCandidates {
  /** Without an origin they belong to the description in force. Those of a generation that has passed, or of an offer that was not taken, are dropped. */
  add(candidates: readonly IceCandidate[], origin?: CandidateOrigin): Promise<void>;
  /** The first description is there. */
  release(): Promise<void>;
  /** A restart of theirs was answered: what comes now is kept until the answer has had time to arrive. */
  holdForAnswer(): void;
  close(): void;
}

/** Section and ICE generation. */
export interface CandidateOrigin {
  readonly mid: string;
  readonly ufrag: string;
}

/**
 * By then an answer is there over lanes that still carry. A Chromium that is pinged before it knows our candidates takes them for worse
 * than the old pair, as long as that one answers, and never tries them again; a Firefox hears nothing over the old pair any more.
 */
const answerLeadMs = 200;
/** Letters and frames with candidates; a browser with many interfaces finds a few dozen. */
const mostWaiting = 64;

export function createRemoteCandidates(connection: RTCPeerConnection): RemoteCandidates {
  const waiting: (() => Promise<void>)[] = [];
  let held = true;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function addNow(candidates: readonly IceCandidate[], origin?: CandidateOrigin): Promise<void> {
    const inForce = connection.remoteDescription?.sdp ?? '';
    if (origin !== undefined && !isInForce(connection, origin.ufrag)) return;
    const { mid: sdpMid, ufrag } = origin ?? { mid: '0', ufrag: ufragOf(inForce) };
    const inits = candidates.map((candidate) => ({
      candidate: `candidate:${candidate}`,
      sdpMid,
      usernameFragment: ufrag ?? null,
    }));
    await Promise.all(inits.map((init) => connection.addIceCandidate(init)));
  }

  async function release(): Promise<void> {
    held = false;
    // One that the browser refuses keeps nobody else from coming through, least of all the description.
    await Promise.all(waiting.splice(0).map((add) => add().catch(() => undefined)));
  }

  return {
    async add(candidates, origin) {
      if (!held) await addNow(candidates, origin);
      else if (waiting.length < mostWaiting) waiting.push(() => addNow(candidates, origin));
    },
    release,
    holdForAnswer() {
      held = true;
      clearTimeout(timer);
      timer = setTimeout(() => void release(), answerLeadMs);
    },
    close: () => clearTimeout(timer),
  };
}
