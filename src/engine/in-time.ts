import type { Clock } from './ports/clock.ts';

export interface Patience {
  readonly clock: Pick<Clock, 'after'>;
  readonly limitMs: number;
  /** Nobody waits any more once it is aborted. */
  readonly signal?: AbortSignal;
}

/** What `work` comes to, or `late` when it takes longer than somebody can wait; it goes on all the same. */
export function inTime<Value>(work: Promise<Value>, { clock, limitMs, signal }: Patience): Promise<Value | 'late'> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      stopTimer();
      signal?.removeEventListener('abort', giveUp);
    };
    const giveUp = (): void => {
      end();
      resolve('late');
    };
    const stopTimer = clock.after(limitMs, giveUp);
    signal?.addEventListener('abort', giveUp);
    work.then(resolve, reject).finally(end);
  });
}
