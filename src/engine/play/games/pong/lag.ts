/**
 * How much later by the clock here than by theirs their states arrive: the way, and the difference of the two clocks, in one. As each
 * side tells the other its own, half of what they differ by is the difference of the clocks (as RFC 5905 §8 has it), and the way drops out.
 */
export interface Lag {
  readonly meanMs: number;
  readonly samples: number;
}

/** Half a second of states: evens out a way that varies by 30 ms to two, and follows clocks that drift. */
const mostSamples = 32;
/** No way varies that much: one of the clocks was set, or slept. */
const leapMs = 1_000;

export function addLag(before: Lag | null, lagMs: number): Lag {
  if (before === null || Math.abs(lagMs - before.meanMs) > leapMs) return { meanMs: lagMs, samples: 1 };
  const samples = Math.min(mostSamples, before.samples + 1);
  return { meanMs: before.meanMs + (lagMs - before.meanMs) / samples, samples };
}
