import { useLayoutEffect, useState } from 'preact/hooks';

/** A value that can be watched. */
export interface Readable<Value> {
  get(): Value;
  /** Calls `listener` after each change until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

export interface Store<Value> extends Readable<Value> {
  set(value: Value): void;
}

export function createStore<Value>(initial: Value): Store<Value> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Runs `action` with the current value and with every later one. */
export function watch<Value>(store: Readable<Value>, action: (value: Value) => void): void {
  action(store.get());
  store.subscribe(() => action(store.get()));
}

/** The store's value; the component is drawn again when it changes. */
export function useValue<Value>(store: Readable<Value>): Value {
  const shown = store.get();
  const [, setDrawn] = useState<{ readonly value: Value }>({ value: shown });
  useLayoutEffect(() => {
    const draw = (): void => setDrawn({ value: store.get() });
    // It may have changed while the page was being drawn.
    if (!Object.is(store.get(), shown)) draw();
    return store.subscribe(draw);
  }, [store]);
  return shown;
}
