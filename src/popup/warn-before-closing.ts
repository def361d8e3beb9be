import type { Snapshot } from '../shared/snapshot.ts';
import type { Readable } from './store.ts';
import { watch } from './store.ts';

/** The browser asks before it closes a page while closing it, with the browser, would lose what is only in memory. */
export function warnBeforeClosing(
  snapshot: Readable<Snapshot | null>,
  page: Pick<Window, 'addEventListener' | 'removeEventListener'>,
): void {
  const ask = (event: Event): void => event.preventDefault();
  watch(snapshot, (now) => {
    if (now?.storage === 'unsaved') page.addEventListener('beforeunload', ask);
    else page.removeEventListener('beforeunload', ask);
  });
}
