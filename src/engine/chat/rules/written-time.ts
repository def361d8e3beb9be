/** Longer than anybody stays away with something to say; a clock that began again at its first day is further off. */
const longestWayMs = 365 * 86_400_000;

/** What is known of when a message of theirs was written: by their clock, by ours at its arrival, and of the one before. */
interface Moments {
  readonly sentAtMs: number;
  readonly arrivedAtMs: number;
  readonly previousMs?: number | undefined;
}

/** When it was written, as far as their clock can be believed: never after its arrival, nor before what they wrote before. */
export function writtenTime({ sentAtMs, arrivedAtMs, previousMs = 0 }: Moments): number {
  const told = arrivedAtMs - sentAtMs > longestWayMs ? arrivedAtMs : sentAtMs;
  return Math.min(arrivedAtMs, Math.max(told, previousMs));
}
