import type { CandidateFacts } from '../../engine/links/rules/candidate.ts';
import type { RestartHalf } from '../../engine/links/rules/restart-half.ts';
import type { LinkDescription } from '../../engine/links/rules/signals.ts';
import type { PeerLink } from '../../engine/ports/peer-port.ts';
import type { Gathering, GatheringOptions } from './gathering.ts';
import { createGathering } from './gathering.ts';
import type { Introduction } from './introduction.ts';
import { startInBatches } from './late-batches.ts';
import type { Negotiation } from './negotiation.ts';
import type { RemoteCandidates } from './remote-candidates.ts';
import type { Taken } from './rounds.ts';
import { candidatesIn, hasSameSections, readDescription, withRestart } from './sdp.ts';

/** ICE restarts that travel beside the control lane as well, for it may be what is broken (docs/protocol.md#ice-restart). */
export interface Restart extends Pick<PeerLink, 'restartIce' | 'takeRestart'> {
  onLocalCandidate(facts: CandidateFacts): void;
  /** The browser has no more. */
  onGathered(): void;
  close(): void;
}

export interface RestartOptions extends GatheringOptions {
  readonly connection: RTCPeerConnection;
  readonly negotiation: Pick<Negotiation, 'restart' | 'apply'>;
  readonly introduction: Pick<Introduction, 'peerDescription'>;
  readonly remoteCandidates: Pick<RemoteCandidates, 'add'>;
  readonly onLateCandidates: (candidates: LinkDescription['candidates']) => void;
}

export function createRestart(options: RestartOptions): Restart {
  const { connection, negotiation, introduction, remoteCandidates } = options;
  let gathering: Gathering | undefined;
  let stopBatches = (): void => undefined;

  function end(): void {
    stopBatches();
    gathering?.finish();
    gathering = undefined;
  }

  /** The half that `make` has the browser make, with the candidates that are worth waiting for. */
  async function describe(role: LinkDescription['role'], make: Make): Promise<LinkDescription | undefined> {
    end();
    const own = createGathering(options);
    gathering = own;
    const made = await make();
    if (made === 'ignored') return undefined;
    if (made === 'known') takeFound(own, connection.localDescription?.sdp);
    await own.enough();
    const description = gathering === own ? describeRestart(connection, role) : undefined;
    if (description === undefined) return undefined;
    const candidates = own.take();
    stopBatches = startInBatches(own, options.onLateCandidates);
    return { ...description, candidates };
  }

  async function apply({ round, ...theirs }: RestartHalf): Promise<Taken> {
    const sdp = withRestart(connection.remoteDescription?.sdp ?? '', theirs);
    const taken = await negotiation.apply({ type: theirs.role, sdp, round });
    await remoteCandidates.add(theirs.candidates, { mid: '0', ufrag: theirs.ufrag });
    return taken;
  }

  return {
    async restartIce() {
      let round: number | undefined;
      const offer = await describe('offer', async () => {
        round = await negotiation.restart();
        return round === undefined ? 'ignored' : 'applied';
      });
      return offer === undefined || round === undefined ? undefined : { ...offer, round };
    },
    async takeRestart(theirs) {
      // Another certificate is another browser: then a new link is needed, and sought.
      if (theirs.fingerprint !== introduction.peerDescription()?.fingerprint) return undefined;
      if (theirs.role === 'offer') {
        const answer = await describe('answer', () => apply(theirs));
        return answer && { ...answer, round: theirs.round };
      }
      if (describeRestart(connection, 'offer')) await apply(theirs);
      return undefined;
    },
    onLocalCandidate: (facts) => gathering?.add(facts),
    onGathered: () => gathering?.finish(),
    close: end,
  };
}

type Make = () => Promise<Taken>;

/** What was made earlier, and all that was found for it since. */
function takeFound(gathering: Gathering, sdp = ''): void {
  for (const facts of candidatesIn(sdp)) gathering.add(facts);
  gathering.finish();
}

/** Our half, if it differs from what is in force by credentials alone: nothing else can travel as a signal. */
function describeRestart(
  { localDescription: local, remoteDescription: remote }: RTCPeerConnection,
  role: LinkDescription['role'],
): LinkDescription | undefined {
  if (local?.type !== role || remote === null || !hasSameSections(local.sdp, remote.sdp)) return undefined;
  return readDescription(local.sdp, role);
}
