import { useEffect, useRef } from 'preact/hooks';
import type { CallView } from '../shared/snapshot.ts';
import type { Navigation } from './navigation.ts';

/** Shows each call once by itself; whoever leaves it for another view is not pulled back. */
export function useCallNavigation(call: CallView | null, navigation: Navigation): void {
  const shown = useRef<string | null>(call?.phase === 'ended' ? call.callId : null);
  const callId = call?.callId ?? null;
  const shows = call !== null && deservesView(call);

  useEffect(() => {
    if (shows && shown.current !== callId) {
      shown.current = callId;
      navigation.open({ name: 'call' }, openerOf(document.activeElement));
    }
    if (callId === null && navigation.place.get().view.name === 'call') navigation.back();
  }, [shows, callId, navigation]);
}

/** What failed before it began is told in the call's view too, when the person here wanted it. */
function deservesView({ phase, direction }: CallView): boolean {
  return phase === 'ended' ? direction === 'outgoing' : phase !== 'incoming';
}

export function openerOf(element: Element | null): string | null {
  return element?.closest('[data-opener]')?.getAttribute('data-opener') ?? null;
}
