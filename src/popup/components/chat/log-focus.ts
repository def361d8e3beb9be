import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ConversationView } from '../../../shared/snapshot.ts';
import type { VirtualList } from '../../use-virtual-list.ts';

export type LogRef = RefObject<HTMLDivElement>;

interface FoundProps {
  readonly conversation: ConversationView;
  /** The message to go to; null when there is none. */
  readonly found: string | null;
  readonly onFound: () => void;
}

const foundMs = 2_500;

/** Goes to the message asked for and marks it for a moment; the focus on it lets screen readers say it. */
export function useFound(list: VirtualList, log: LogRef, { conversation, found, onFound }: FoundProps): string | null {
  const [foundId, setFoundId] = useState<string | null>(null);
  const { entries } = conversation;
  useLayoutEffect(() => {
    const index = found === null ? -1 : entries.findIndex(({ id }) => id === found);
    if (index < 0) return;
    list.scrollToIndex(index, { align: 'center' });
    setFoundId(found);
    onFound();
  }, [found, entries]);
  const focused = useRef<string | null>(null);
  useEffect(() => {
    // The row is drawn only after the list has scrolled there.
    const article = log.current?.querySelector('[data-found] article');
    if (foundId === null) focused.current = null;
    if (!(article instanceof HTMLElement) || focused.current === foundId) return;
    focused.current = foundId;
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
  });
  useEffect(() => {
    if (foundId === null) return;
    const timer = setTimeout(() => setFoundId(null), foundMs);
    return () => clearTimeout(timer);
  }, [foundId]);
  return foundId;
}

/** A row that scrolls out of sight must not take the keyboard's place with it. */
export function useFocusInLog(log: LogRef): void {
  const inside = useRef(false);
  useEffect(() => {
    const follow = (event: FocusEvent): void => {
      inside.current = event.target instanceof Node && log.current?.contains(event.target) === true;
    };
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, []);
  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) log.current?.focus({ preventScroll: true });
  });
}
