import type { IceCandidate } from '../../engine/links/rules/candidate.ts';
import { readCandidate } from '../../engine/links/rules/candidate.ts';
import type { LinkDescription } from '../../engine/links/rules/signals.ts';
import type { GatheringOptions } from './gathering.ts';
import { createGathering } from './gathering.ts';
import { startInBatches } from './late-batches.ts';
import { buildSdp, readDescription, ufragOf } from './sdp.ts';

/** The first offer and answer of a connection, which travel in signals and so must be few and small. */
export interface Introduction {
  /** Begins to gather for the offer. */
  prepare(): void;
  offer(): Promise<LinkDescription>;
  answer(offer: LinkDescription): Promise<LinkDescription>;
  apply(description: LinkDescription): Promise<void>;
  /** Kept until the peer's description is there. */
  addCandidates(candidates: readonly IceCandidate[]): Promise<void>;
  onLocalCandidate(candidate: RTCIceCandidate | null): void;
  /** What the peer knows of us. */
  peerDescription(): LinkDescription | undefined;
  /** Ends the introduction; returns candidates that no signal has carried. */
  finish(): readonly IceCandidate[];
}

export interface IntroductionOptions extends GatheringOptions {
  readonly connection: RTCPeerConnection;
  readonly onLateCandidates: (candidates: readonly IceCandidate[]) => void;
}

export function createIntroduction({ connection, onLateCandidates, ...options }: IntroductionOptions): Introduction {
  const gathering = createGathering(options);
  const early: IceCandidate[] = [];
  let peer: LinkDescription | undefined;
  let finished = false;
  let prepared: Promise<void> | undefined;
  let stopBatches = (): void => undefined;

  async function describe(role: LinkDescription['role']): Promise<LinkDescription> {
    await (prepared ?? connection.setLocalDescription());
    await gathering.enough();
    if (finished) throw new Error('closed while gathering');
    const description = readDescription(connection.localDescription?.sdp ?? '', role);
    if (description === undefined) throw new Error(`no usable ${role} from the browser`);
    const candidates = gathering.take();
    if (options.relayOnly && candidates.length === 0) throw new Error('no relay reachable');
    stopBatches = startInBatches(gathering, onLateCandidates);
    return { ...description, candidates };
  }

  async function apply(description: LinkDescription): Promise<void> {
    peer = description;
    await connection.setRemoteDescription({ type: description.role, sdp: buildSdp(description) });
    await addAll(connection, early.splice(0));
  }

  return {
    peerDescription: () => peer,
    prepare() {
      prepared = connection.setLocalDescription();
      // Whoever wants the offer is told.
      prepared.catch(() => undefined);
    },
    offer: () => describe('offer'),
    async answer(offer) {
      await apply(offer);
      return describe('answer');
    },
    apply,
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
      stopBatches();
      gathering.finish();
      return gathering.takeRest();
    },
  };
}

/** Without its credentials a candidate of a restart counts as one of before, which is not tried while those still answer. */
async function addAll(connection: RTCPeerConnection, candidates: readonly IceCandidate[]): Promise<void> {
  const usernameFragment = ufragOf(connection.remoteDescription?.sdp ?? '') ?? null;
  const inits = candidates.map((candidate) => ({ candidate: `candidate:${candidate}`, sdpMid: '0', usernameFragment }));
  await Promise.all(inits.map((init) => connection.addIceCandidate(init)));
}
