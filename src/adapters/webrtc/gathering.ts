import type { CandidateFacts, IceCandidate } from '../../engine/links/rules/candidate.ts';
import { withoutRelatedAddress } from '../../engine/links/rules/candidate.ts';
import type { GatheringPatience } from './gathering-patience.ts';

/** Local candidates of a link until its lanes are open: the first ones go into the description, the others follow in batches. */
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
  /** The browser looks no further and everything was taken. */
  isOver(): boolean;
}

export interface GatheringOptions {
  readonly relayOnly: boolean;
  /** A server was asked which may name a further path. */
  readonly asksServers: boolean;
  /** One of them is a relay, which takes a round trip or two longer to answer than to say where we are seen. */
  readonly asksRelay: boolean;
  readonly patience: GatheringPatience;
}

/** Without a server nothing but the own addresses can come, within 2 ms of each other, whether they are named or hidden by mDNS. */
const quietMs = 5;
/** With IPv4 as many fit into one envelope even beside the longest name of an acceptance; the others follow. */
const maxInDescription = 6;

export function createGathering({ relayOnly, asksServers, asksRelay, patience }: GatheringOptions): Gathering {
  const found: CandidateFacts[] = [];
  let taken = new Set<IceCandidate>();
  let settle: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let patient = true;
  let finished = false;
  const startedAtMs = performance.now();
  let foundAtMs = startedAtMs;

  const isUseful = ({ origin, protocol, value }: CandidateFacts): boolean =>
    protocol === 'udp' && (!relayOnly || origin === 'relay') && !found.some((known) => known.value === value);
  /** The best that a server can name, after which nothing is worth waiting for. */
  const isAwaited = ({ origin }: CandidateFacts): boolean => origin === 'relay' || (origin === 'srflx' && !asksRelay);

  /** With nothing known at all a description would be useless: then only the browser knows how long it goes on looking. */
  function check(): void {
    if (finished || found.some(isAwaited) || (!patient && found.length > 0)) settle?.();
  }

  function waitUntil(timeMs: number): void {
    clearTimeout(timer);
    const end = (): void => {
      patient = false;
      check();
    };
    const delayMs = timeMs - performance.now();
    if (delayMs > 0) timer = setTimeout(end, delayMs);
    else end();
  }

  return {
    add(facts) {
      const candidate = relayOnly ? { ...facts, value: withoutRelatedAddress(facts.value) } : facts;
      if (!isUseful(candidate)) return;
      if (isAwaited(candidate) && !found.some(isAwaited)) patience.learn(performance.now() - startedAtMs);
      found.push(candidate);
      foundAtMs = performance.now();
      if (!asksServers && settle !== undefined) waitUntil(foundAtMs + quietMs);
      check();
    },
    finish() {
      finished = true;
      check();
    },
    async enough() {
      await new Promise<void>((resolve) => {
        settle = resolve;
        // Whoever began early has waited already.
        if (asksServers) waitUntil(startedAtMs + patience.ms());
        else if (found.length > 0) waitUntil(foundAtMs + quietMs);
        check();
      });
      settle = undefined;
      clearTimeout(timer);
    },
    take() {
      const best = bestFirst(found).slice(0, maxInDescription);
      taken = new Set(best);
      return best;
    },
    takeRest() {
      const rest = bestFirst(found.filter(({ value }) => !taken.has(value)));
      taken = new Set([...taken, ...rest]);
      return rest;
    },
    isOver: () => finished && found.every(({ value }) => taken.has(value)),
  };
}

/** One of each kind first, because a second interface helps less often than a second kind of path. */
function bestFirst(candidates: readonly CandidateFacts[]): readonly IceCandidate[] {
  const sorted = candidates.toSorted((a, b) => b.priority - a.priority);
  const firstOfKind = sorted.filter((one, index) => sorted.findIndex(({ origin }) => origin === one.origin) === index);
  return [...firstOfKind, ...sorted.filter((one) => !firstOfKind.includes(one))].map(({ value }) => value);
}
