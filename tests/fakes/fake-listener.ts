import type { Listen } from '#src/adapters/firestore/repeated-watch.ts';

export interface FakeListener<Snapshot> {
  readonly listen: Listen<Snapshot>;
  /** How often listening was begun, and how often it was stopped. */
  begun(): number;
  stopped(): number;
  /** By the listener that was begun last. */
  give(snapshot: Snapshot): void;
  fail(error: unknown): void;
}

/** A service's listener that gives and fails when the test says so. */
export function createFakeListener<Snapshot>(): FakeListener<Snapshot> {
  const listeners: Parameters<Listen<Snapshot>>[] = [];
  let stopped = 0;
  return {
    listen(...handlers) {
      listeners.push(handlers);
      return () => {
        stopped += 1;
      };
    },
    begun: () => listeners.length,
    stopped: () => stopped,
    give: (snapshot) => listeners.at(-1)?.[0](snapshot),
    fail: (error) => listeners.at(-1)?.[1](error),
  };
}

/** A network that comes back when the test says so. */
export function createFakeConnectivity() {
  const actions = new Set<() => void>();
  return {
    isOnline: () => true,
    onOnline(action: () => void, signal: AbortSignal): void {
      actions.add(action);
      signal.addEventListener('abort', () => actions.delete(action));
    },
    comeBack(): void {
      for (const action of actions) action();
    },
  };
}
