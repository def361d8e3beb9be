import type { Log } from '../ports/log.ts';
import type { Stores } from '../ports/stores-port.ts';
import type { UntoldCall } from './rules/state.ts';

/** Keeps across restarts which calls are still to be told. What cannot be stored is told while the browser runs. */
export interface UntoldKeeper {
  load(): Promise<readonly UntoldCall[]>;
  keep(calls: readonly UntoldCall[]): void;
}

export function createUntoldKeeper(store: Stores['untoldCalls'], log: Log): UntoldKeeper {
  const report = (cause: unknown): void => log('warn', 'untold-calls-not-kept', { cause: String(cause) });
  return {
    load: () =>
      store.load().catch((cause: unknown) => {
        report(cause);
        return [];
      }),
    keep: (calls) => void store.save(calls).catch(report),
  };
}
