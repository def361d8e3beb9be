import type { IceCandidate } from '../../engine/links/rules/candidate.ts';
import { readCandidate } from '../../engine/links/rules/candidate.ts';
import type { LinkDescription } from '../../engine/links/rules/signals.ts';
import { createGathering } from './gathering.ts';
import { buildSdp, readDescription } from './sdp.ts';

/** The first offer and answer of a connection, which travel in signals and so must be few and small. */
export interface Introduction {
  describe(role: LinkDescription['role']): Promise<LinkDescription>;
  apply(description: LinkDescription): Promise<void>;
  /** Kept until the peer's description is there. */
  addCandidates(candidates: readonly IceCandidate[]): Promise<void>;
  onLocalCandidate(candidate: RTCIceCandidate | null): void;
  /** What the peer knows of us. */
  peerDescription(): LinkDescription | undefined;
  /** Ends the introduction; returns candidates that no signal has carried. */
  finish(): readonly IceCandidate[];
}

export interface IntroductionOptions {
  readonly connection: RTCPeerConnection;
  readonly relayOnly: boolean;
  readonly onLateCandidates: (candidates: readonly IceCandidate[]) => void;
}

/** By then most links are open and the extra signal is saved; those that need it wait no longer than this. */
const lateCandidatesAfterMs = 1_000;

export function createIntroduction({ connection, relayOnly, onLateCandidates }: IntroductionOptions): Introduction {
  const gathering = createGathering(relayOnly);
  const early: IceCandidate[] = [];
  let peer: LinkDescription | undefined;
  let finished = false;
  let lateTimer: ReturnType<typeof setTimeout> | undefined;

  function flushLate(): void {
    const rest = gathering.takeRest();
    if (rest.length > 0) onLateCandidates(rest);
  }

  return {
    peerDescription: () => peer,
    async describe(role) {
      await connection.setLocalDescription();
      await gathering.enough();
      if (finished) throw new Error('closed while gathering');
      const description = readDescription(connection.localDescription?.sdp ?? '', role);
      if (description === undefined) throw new Error(`no usable ${role} from the browser`);
      const candidates = gathering.take();
      if (relayOnly && candidates.length === 0) throw new Error('no relay reachable');
      lateTimer = setTimeout(flushLate, lateCandidatesAfterMs);
      return { ...description, candidates };
    },
    async apply(description) {
      peer = description;
      await connection.setRemoteDescription({ type: description.role, sdp: buildSdp(description) });
      await addAll(connection, early.splice(0));
    },
    async addCandidates(candidates) {
      if (connection.remoteDescription === null) early.push(...candidates);
      else await addAll(connection, candidates);
    },
    onLocalCandidate(candidate) {
      const facts = readCandidate(candidate?.candidate);
      if (facts !== undefined) gathering.add(facts);
      if (candidate === null) gathering.finish();
    },
    finish() {
      finished = true;
      clearTimeout(lateTimer);
      gathering.finish();
      return gathering.takeRest();
    },
  };
}

async function addAll(connection: RTCPeerConnection, candidates: readonly IceCandidate[]): Promise<void> {
  const inits = candidates.map((candidate) => ({ candidate: `candidate:${candidate}`, sdpMid: '0' }));
  await Promise.all(inits.map((init) => connection.addIceCandidate(init)));
}
