import type { CandidateFacts, IceCandidate } from '../../engine/links/rules/candidate.ts';
import { withoutRelatedAddress } from '../../engine/links/rules/candidate.ts';

/** Local candidates of a link until its lanes are open: the first ones go into the description, the others follow once. */
export interface Gathering {
  add(candidate: CandidateFacts): void;
  /** The browser has no more. */
  finish(): void;
  /** Resolves once it is worth sending a description (docs/protocol.md#ice-candidates). */
  enough(): Promise<void>;
  /** The best candidates for the description, best first; the rest is for later. */
  take(): readonly IceCandidate[];
  /** What was not yet taken. */
  takeRest(): readonly IceCandidate[];
}

/** Then an offer goes out with what is known; ICE starts its transactions 50 ms apart (RFC 8445 §14.2), so a second one had its chance. */
const patienceMs = 80;
/** With nothing known at all an offer would be useless, so it waits this long for a first candidate. */
const emptyPatienceMs = 2_000;
/** With IPv4 as many fit into one envelope even beside the longest name of an acceptance; the others follow. */
const maxInDescription = 6;

export function createGathering(relayOnly: boolean): Gathering {
  const found: CandidateFacts[] = [];
  let taken = new Set<IceCandidate>();
  let settle: (() => void) | undefined;
  let patient = true;
  let finished = false;

  function isEnough(): boolean {
    if (finished) return true;
    const reflexive = found.some(({ origin }) => origin === 'srflx' || origin === 'relay');
    return reflexive || (!patient && found.length > 0);
  }

  function check(): void {
    if (isEnough()) settle?.();
  }

  return {
    add(facts) {
      const candidate = relayOnly ? { ...facts, value: withoutRelatedAddress(facts.value) } : facts;
      if (relayOnly && candidate.origin !== 'relay') return;
      if (candidate.protocol === 'tcp' || found.some(({ value }) => value === candidate.value)) return;
      found.push(candidate);
      check();
    },
    finish() {
      finished = true;
      check();
    },
    async enough() {
      const timers = [
        setTimeout(() => {
          patient = false;
          check();
        }, patienceMs),
        setTimeout(() => settle?.(), emptyPatienceMs),
      ];
      await new Promise<void>((resolve) => {
        settle = resolve;
        check();
      });
      for (const timer of timers) clearTimeout(timer);
    },
    take() {
      const best = bestFirst(found)
        .slice(0, maxInDescription)
        .map(({ value }) => value);
      taken = new Set(best);
      return best;
    },
    takeRest() {
      const rest = bestFirst(found.filter(({ value }) => !taken.has(value))).map(({ value }) => value);
      taken = new Set([...taken, ...rest]);
      return rest;
    },
  };
}

/** One of each kind first, because a second interface helps less often than a second kind of path. */
function bestFirst(candidates: readonly CandidateFacts[]): readonly CandidateFacts[] {
  const sorted = candidates.toSorted((a, b) => b.priority - a.priority);
  const firstOfKind = sorted.filter((one, index) => sorted.findIndex(({ origin }) => origin === one.origin) === index);
  return [...firstOfKind, ...sorted.filter((one) => !firstOfKind.includes(one))];
}
