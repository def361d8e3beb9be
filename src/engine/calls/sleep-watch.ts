import type { Clock } from '../ports/clock.ts';
import { createTimers } from '../timers.ts';

const everyMs = 1_000;
/** A busy computer lets a timer wait; one that waits so long has been asleep, or stopped altogether. */
const asleepMs = 5_000;

/** Notices, while something lasts, that this computer was asleep: no timer ran, and nothing came in. */
export interface SleepWatch {
  /** Again while it watches already it changes nothing. */
  start(): void;
  stop(): void;
}

export function createSleepWatch(clock: Clock, onSlept: (sinceMs: number) => void): SleepWatch {
  const timers = createTimers<'next'>(clock);
  let watching = false;

  function look(sinceMs: number): void {
    timers.set('next', everyMs, () => {
      const nowMs = clock.nowMs();
      if (nowMs - sinceMs >= asleepMs) onSlept(sinceMs);
      if (watching) look(nowMs);
    });
  }

  return {
    start() {
      if (watching) return;
      watching = true;
      look(clock.nowMs());
    },
    stop() {
      watching = false;
      timers.cancelAll();
    },
  };
}
