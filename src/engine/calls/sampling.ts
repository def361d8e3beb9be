import type { Clock } from '../ports/clock.ts';
import { createTimers } from '../timers.ts';

export interface SamplingDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly everyMs: number;
  /** Looks once; what it finds after `signal` was aborted counts no more. */
  readonly sample: (signal: AbortSignal) => Promise<void>;
  readonly onFailed: (cause: unknown) => void;
}

/** Looks again and again, each time some while after it has seen what it looked for, until `signal` is aborted. */
export function startSampling({ clock, everyMs, sample, onFailed }: SamplingDeps, signal: AbortSignal): void {
  const timers = createTimers<'next'>(clock);
  signal.addEventListener('abort', timers.cancelAll, { once: true });

  function schedule(): void {
    timers.set('next', everyMs, () => {
      sample(signal)
        .catch(onFailed)
        .finally(() => {
          if (!signal.aborted) schedule();
        });
    });
  }

  schedule();
}
