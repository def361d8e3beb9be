import type { Clock } from '../ports/clock.ts';
import { createTimers } from '../timers.ts';

interface StatePulseDependencies {
  readonly clock: Clock;
  /** Sends the newest state. */
  show(): void;
  /** Asked before each repetition; true when the state is another one by it. */
  hasChanged(): boolean;
  /** Whether there is something that must not be taken for gone. */
  isThere(): boolean;
}

/** Shows a state at once when it changes, and again and again while the last one may have been lost. */
export interface StatePulse {
  change(): void;
  stop(): void;
}

/** A little less than the sixtieth of a second in which surfaces tell moves: only what comes faster has to wait. */
const leastBetweenMs = 13;
/** What was lost last is made good so soon. */
const pulseMs = 200;
/** Repetitions of what says that nothing is there. */
const lastPulses = 5;

export function createStatePulse({ clock, show, hasChanged, isThere }: StatePulseDependencies): StatePulse {
  const timers = createTimers<'pulse' | 'state'>(clock);
  let shownAtMs = -Infinity;
  let pulses = 0;

  function showNow(): void {
    timers.cancel('state');
    shownAtMs = clock.nowMs();
    show();
  }
  function pulse(): void {
    pulses = hasChanged() ? 0 : pulses + 1;
    if (!isThere() && pulses > lastPulses) return;
    showNow();
    timers.set('pulse', pulseMs, pulse);
  }

  return {
    change() {
      const waitMs = shownAtMs + leastBetweenMs - clock.nowMs();
      // A clock that was set back does not hold anything up.
      if (waitMs <= 0 || waitMs > leastBetweenMs) showNow();
      else timers.set('state', waitMs, showNow);
      pulses = 0;
      timers.set('pulse', pulseMs, pulse);
    },
    stop: timers.cancelAll,
  };
}
