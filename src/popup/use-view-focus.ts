import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Navigation } from './navigation.ts';
import { useValue } from './store.ts';

/** Puts the focus where work goes on in a new view, and back on the control that led away from an old one. */
export function useViewFocus(navigation: Navigation): void {
  const { view, leftBy } = useValue(navigation.place);
  const key = 'contactId' in view ? `${view.name}:${view.contactId}` : view.name;
  const before = useRef(key);

  useLayoutEffect(() => {
    if (before.current === key) return;
    before.current = key;
    const opener = leftBy === null ? null : document.querySelector(`[data-opener="${CSS.escape(leftBy)}"]`);
    const target = opener ?? document.querySelector('[data-first-focus]');
    if (target instanceof HTMLElement) target.focus();
  }, [key, leftBy]);
}
