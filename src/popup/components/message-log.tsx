import { ArrowDown } from 'lucide-preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ConversationEntry, ConversationView } from '../../shared/snapshot.ts';
import type { CallNoteProps } from './call-note.tsx';
import { CallNote } from './call-note.tsx';
import { layOutEntries } from './entry-layout.ts';
import { IconButton } from './icon-button.tsx';
import type { AskForActions } from './message-bubble.tsx';
import { MessageBubble } from './message-bubble.tsx';
import { useText } from './text.ts';

export interface MessageLogProps {
  readonly conversation: ConversationView;
  readonly onShowEarlier: () => void;
  readonly onCallBack: CallNoteProps['onCallBack'];
  readonly onActions: AskForActions;
}

/** A finger's width from the end still counts as reading the newest. */
const atEndTolerancePx = 40;

/** The newest message stays in sight until the person scrolls away from it, and what they read stays put when older ones arrive. */
export function MessageLog({ conversation, onShowEarlier, onCallBack, onActions }: MessageLogProps) {
  const { t, day } = useText();
  const { entries, hasEarlier } = conversation;
  const log = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  useStableScroll(log, entries, atEnd);
  useLayoutEffect(() => {
    // What scrolls has to be reachable by the keyboard, also when nothing in it can take the focus.
    if (log.current !== null) log.current.tabIndex = 0;
  }, []);
  const nowMs = Date.now();
  const newest = entries.findLast((entry) => entry.kind === 'message' && entry.deleted !== true);
  const laidOut = useMemo(() => layOutEntries(entries), [entries]);

  const scrolled = (event: { readonly currentTarget: HTMLElement }): void => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    setAtEnd(scrollHeight - scrollTop - clientHeight < atEndTolerancePx);
  };
  const toEnd = (): void => {
    setAtEnd(true);
    if (log.current !== null) log.current.scrollTop = log.current.scrollHeight;
  };

  return (
    <div class="log-frame">
      <div ref={log} class="log" role="log" aria-label={t('messages')} onScroll={scrolled}>
        {hasEarlier && (
          <button type="button" class="button log-earlier" onClick={onShowEarlier}>
            {t('showEarlier')}
          </button>
        )}
        {entries.length === 0 && <p class="log-empty quiet">{t('conversationEmpty')}</p>}
        {laidOut.map(({ entry, startsDay, first, last }) => (
          <div key={entry.id} class="entry">
            {startsDay && (
              <div class="day">
                <span>{day(entry.atMs, nowMs)}</span>
              </div>
            )}
            {entry.kind === 'call' ? (
              <CallNote note={entry} onCallBack={onCallBack} />
            ) : (
              <MessageBubble
                message={entry}
                first={first}
                last={last}
                newest={entry === newest}
                onActions={onActions}
              />
            )}
          </div>
        ))}
      </div>
      {!atEnd && (
        <div class="log-to-end">
          <IconButton icon={ArrowDown} label={t('toNewest')} onClick={toEnd} />
        </div>
      )}
    </div>
  );
}

function useStableScroll(
  log: { readonly current: HTMLElement | null },
  entries: readonly ConversationEntry[],
  atEnd: boolean,
): void {
  const before = useRef({ height: 0, firstId: '', lastId: '' });
  useLayoutEffect(() => {
    const element = log.current;
    if (element === null) return;
    const known = before.current;
    const firstId = entries[0]?.id ?? '';
    const last = entries.at(-1);
    const wroteIt = last?.id !== known.lastId && last?.kind === 'message' && last.mine;
    if (atEnd || wroteIt) element.scrollTop = element.scrollHeight;
    else if (firstId !== known.firstId && last?.id === known.lastId)
      element.scrollTop += element.scrollHeight - known.height;
    before.current = { height: element.scrollHeight, firstId, lastId: last?.id ?? '' };
  }, [entries]);
}
