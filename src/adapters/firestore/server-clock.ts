/** A sleeping or re-set computer makes its two clocks disagree; more than this and what was learnt is forgotten. */
const jumpMs = 5_000;

export interface ServerClock {
  /** Milliseconds since the Unix epoch by the service's clock, null while unknown. */
  nowMs(): number | null;
  /** The service stamped a write of ours with `stampMs`; it was sent and acknowledged at these local times. */
  learn(write: { readonly stampMs: number; readonly sentMs: number; readonly acknowledgedMs: number }): void;
  /** A stamp by the service that cannot lie in its future. */
  observe(stampMs: number): void;
}

interface LocalClocks {
  /** Wall clock, which people and time services set. */
  wallMs(): number;
  /** Counts evenly, but may stand still while the computer sleeps. */
  monotonicMs(): number;
}

/**
 * Knows the service's clock from the stamps on own writes: the stamp lies between sending and acknowledgement, so the
 * middle of the two is wrong by half a round trip at most.
 */
export function createServerClock({ wallMs, monotonicMs }: LocalClocks): ServerClock {
  let known: { aheadMs: number; readonly gapMs: number } | undefined;

  const gap = (): number => wallMs() - monotonicMs();

  const nowMs = (): number | null => {
    if (known && Math.abs(gap() - known.gapMs) > jumpMs) known = undefined;
    return known ? wallMs() + known.aheadMs : null;
  };

  return {
    nowMs,
    learn({ stampMs, sentMs, acknowledgedMs }) {
      known = { aheadMs: stampMs - (sentMs + acknowledgedMs) / 2, gapMs: gap() };
    },
    observe(stampMs) {
      const now = nowMs();
      if (known && now !== null && stampMs > now) known.aheadMs += stampMs - now;
    },
  };
}
