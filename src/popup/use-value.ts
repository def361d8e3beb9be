import { useLayoutEffect, useState } from 'preact/hooks';
import type { Readable } from './store.ts';

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
