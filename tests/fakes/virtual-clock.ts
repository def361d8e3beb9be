import type { Clock } from '#src/engine/ports/clock.ts';

export interface VirtualClock extends Clock {
  /** Runs every timer due within the next `ms`, in order of due time and then of creation. */
  advance(ms: number): void;
  /** The same, with a pause after each timer in which promises settle and may set further timers. */
  advanceAsync(ms: number): Promise<void>;
  /** Time passes and no timer runs, as while a computer is asleep. */
  sleep(ms: number): void;
  /** How many timers wait: for tests that nothing is left behind. */
  pending(): number;
}

interface Timer {
  readonly dueMs: number;
  readonly action: () => void;
}

/** Starts at a fixed instant; time passes only when told. */
export function createVirtualClock(startMs = 1_700_000_000_000): VirtualClock {
  let nowMs = startMs;
  const timers = new Set<Timer>();

  function nextDue(untilMs: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers) {
      if (timer.dueMs <= untilMs && (first === undefined || timer.dueMs < first.dueMs)) first = timer;
    }
    return first;
  }

  function run(timer: Timer): void {
    timers.delete(timer);
    nowMs = Math.max(nowMs, timer.dueMs);
    timer.action();
  }

  return {
    nowMs: () => nowMs,
    after(delayMs, action) {
      const timer: Timer = { dueMs: nowMs + Math.max(0, delayMs), action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (let timer = nextDue(untilMs); timer !== undefined; timer = nextDue(untilMs)) run(timer);
      nowMs = untilMs;
    },
    async advanceAsync(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (let timer = nextDue(untilMs); timer !== undefined; timer = nextDue(untilMs)) {
        run(timer);
        await settle();
      }
      nowMs = untilMs;
    },
    sleep(ms) {
      nowMs += ms;
    },
    pending: () => timers.size,
  };
}

/** Lets chains of already resolved promises run to their end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
