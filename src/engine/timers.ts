import type { Clock } from './ports/clock.ts';

export interface Timers<Name extends string> {
  /** Replaces a timer of the same name. */
  set(name: Name, delayMs: number, action: () => void): void;
  cancel(name: Name): void;
  cancelAll(): void;
}

export function createTimers<Name extends string>(clock: Pick<Clock, 'after'>): Timers<Name> {
  const cancels = new Map<Name, () => void>();
  const cancel = (name: Name): void => {
    cancels.get(name)?.();
    cancels.delete(name);
  };
  return {
    set(name, delayMs, action) {
      cancel(name);
      const run = (): void => {
        cancels.delete(name);
        action();
      };
      cancels.set(name, clock.after(delayMs, run));
    },
    cancel,
    cancelAll() {
      for (const name of [...cancels.keys()]) cancel(name);
    },
  };
}
