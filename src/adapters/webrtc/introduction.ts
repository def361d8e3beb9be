import type { IceCandidate } from '../../engine/links/rules/candidate.ts';
import { readCandidate } from '../../engine/links/rules/candidate.ts';
import type { LinkDescription } from '../../engine/links/rules/signals.ts';
import type { GatheringOptions } from './gathering.ts';
import { createGathering } from './gathering.ts';
import { startInBatches } from './late-batches.ts';
import type { RemoteCandidates } from './remote-candidates.ts';
import { buildSdp, readDescription } from './sdp.ts';

/** The first offer and answer of a connection, which travel in signals and so must be few and small. */
export interface Introduction {
  /** Begins to gather for the offer. */
  prepare(): void;
  offer(): Promise<LinkDescription>;
  answer(offer: LinkDescription): Promise<LinkDescription>;
  apply(description: LinkDescription): Promise<void>;
  onLocalCandidate(candidate: RTCIceCandidate | null): void;
  /** What the peer knows of us. */
  peerDescription(): LinkDescription | undefined;
  /** Ends the introduction; returns candidates that no signal has carried. */
  finish(): readonly IceCandidate[];
}

export interface IntroductionOptions extends GatheringOptions {
  readonly connection: RTCPeerConnection;
  readonly remoteCandidates: Pick<RemoteCandidates, 'release'>;
  readonly onLateCandidates: (candidates: readonly IceCandidate[]) => void;
}

export function createIntroduction(options: IntroductionOptions): Introduction {
  const { connection, remoteCandidates, onLateCandidates } = options;
  const gathering = createGathering(options);
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
    await remoteCandidates.release();
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
