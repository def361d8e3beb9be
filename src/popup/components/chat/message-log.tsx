import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ConversationView } from '../../../shared/snapshot.ts';
import type { VirtualList } from '../../use-virtual-list.ts';
import { useVirtualList } from '../../use-virtual-list.ts';
import { useText } from '../basics/text.ts';
import type { CallEntryProps } from '../call/call-entry.tsx';
import { CallEntry } from '../call/call-entry.tsx';
import { GameEntry } from '../play/game-entry.tsx';
import type { LaidOutEntry } from './entry-layout.ts';
import { layOutEntries } from './entry-layout.ts';
import { JumpToLatest } from './jump-to-latest.tsx';
import type { LogRef } from './log-focus.ts';
import { useFocusInLog, useFound } from './log-focus.ts';
import type { Seen } from './log-rows.ts';
import { countNew, estimateHeight, firstUnread, placeMessages } from './log-rows.ts';
import type { MessageBubbleProps } from './message-bubble.tsx';
import { MessageBubble } from './message-bubble.tsx';

export interface MessageLogProps extends Pick<MessageBubbleProps, 'onActions' | 'onReact' | 'onQuote'> {
  readonly conversation: ConversationView;
  /** Messages that nobody had seen when the conversation was opened. */
  readonly unread: number;
  /** The message to go to; null when there is none. */
  readonly found: string | null;
  readonly onFound: () => void;
  readonly onShow: (part: 'earlier' | 'later' | 'newest') => void;
  readonly onCallBack: CallEntryProps['onCallBack'];
}

/** A finger's width from the end still counts as reading the newest. */
const endTolerance = 40;
const padding = 8;
/** Room for the button above the first row. */
const earlierPadding = 56;
/** Rows from an end at which more are asked for, so that they are there before anybody sees the end. */
const rowsAhead = 12;

/** The newest message stays in sight until the person scrolls away from it, and what they read stays put whatever comes. */
export function MessageLog(props: MessageLogProps) {
  const { conversation, onShow } = props;
  const text = useText();
  const { t } = text;
  const log = useRef<HTMLDivElement>(null);
  const { entries, hasEarlier, hasLater = false } = conversation;
  // Where a day begins follows the time zone, and `text` with it.
  const rows = useMemo(() => layOutEntries(entries), [entries, text]);
  const [unreadId] = useState(() => conversation.unreadId ?? firstUnread(entries, props.unread));
  const unreadAt = unreadId === null ? -1 : entries.findIndex(({ id }) => id === unreadId);
  const keyOf = useCallback((index: number) => rows[index]?.entry.id ?? '', [rows]);
  const list = useVirtualList({
    count: rows.length,
    findScroller: () => log.current,
    keyOf,
    estimateHeight: (index) => (rows[index] === undefined ? 0 : estimateHeight(rows[index])),
    beginsAt: unreadAt < 0 ? null : unreadAt,
    paddingStart: hasEarlier ? earlierPadding : padding,
    paddingEnd: padding,
    endTolerance,
  });
  const { atEnd, scrolled, toEnd } = useEnd(list, log, { ...props, unreadAt });
  const newCount = useNewCount(conversation, atEnd, unreadId);
  const foundId = useFound(list, log, props);
  useMoreEntries(list, conversation, onShow);
  useFocusInLog(log);

  return (
    <div class="log-frame">
      <div
        ref={log}
        class="log"
        role="log"
        aria-label={t('messages')}
        // Rows that appear because somebody scrolls are nothing new.
        aria-live={atEnd && !hasLater ? 'polite' : 'off'}
        onScroll={scrolled}
      >
        {entries.length === 0 && <p class="log-empty quiet">{t('conversationEmpty')}</p>}
        <div class="log-all" style={{ height: `${list.getTotalSize()}px` }}>
          {hasEarlier && (
            <button type="button" class="button log-earlier" onClick={() => onShow('earlier')}>
              {t('showEarlier')}
            </button>
          )}
          <Rows {...props} {...{ list, rows, foundId, unreadId }} />
        </div>
      </div>
      <JumpToLatest shown={!atEnd || hasLater} count={newCount} onJump={toEnd} />
    </div>
  );
}

interface RowsProps extends MessageLogProps {
  readonly list: VirtualList;
  readonly rows: readonly LaidOutEntry[];
  readonly foundId: string | null;
  readonly unreadId: string | null;
}

function Rows({ list, rows, foundId, unreadId, conversation, ...handlers }: RowsProps) {
  const { t, day } = useText();
  const { entries, hasEarlier, hasLater = false, canAmend = false } = conversation;
  const places = useMemo(() => placeMessages(entries, !hasEarlier && !hasLater), [entries, hasEarlier, hasLater]);
  const newest = entries.findLast((entry) => entry.kind === 'message' && entry.deleted !== true);
  const nowMs = Date.now();
  const drawn = list.getVirtualItems();
  return (
    <div style={{ paddingTop: `${drawn[0]?.start ?? 0}px` }}>
      {drawn.map(({ index }) => {
        const row = rows[index];
        if (row === undefined) return null;
        const { entry } = row;
        return (
          <div
            key={entry.id}
            ref={list.measureElement}
            class="entry"
            data-index={index}
            data-found={entry.id === foundId ? '' : undefined}
          >
            {row.startsDay && (
              <div class="day">
                <span>{day(entry.atMs, nowMs)}</span>
              </div>
            )}
            {entry.id === unreadId && (
              <div class="unread-line">
                <span>{t('newMessagesLine')}</span>
              </div>
            )}
            <Entry {...handlers} {...{ row, canAmend }} place={places.get(entry.id)} newest={entry === newest} />
          </div>
        );
      })}
    </div>
  );
}

interface EntryProps
  extends Pick<MessageLogProps, 'onCallBack'>,
    Pick<MessageBubbleProps, 'newest' | 'canAmend' | 'place' | 'onActions' | 'onReact' | 'onQuote'> {
  readonly row: LaidOutEntry;
}

function Entry({ row: { entry, first, last }, onCallBack, ...props }: EntryProps) {
  if (entry.kind === 'call') return <CallEntry note={entry} onCallBack={onCallBack} />;
  if (entry.kind === 'game') return <GameEntry note={entry} />;
  return <MessageBubble message={entry} first={first} last={last} {...props} />;
}

/** Whether the newest message is in sight, and the way there. */
function useEnd(list: VirtualList, log: LogRef, props: MessageLogProps & { readonly unreadAt: number }) {
  const { conversation, found, unreadAt, onShow } = props;
  const { entries, hasLater = false } = conversation;
  const atUnread = found === null && unreadAt >= 0;
  const [atEnd, setAtEnd] = useState(!atUnread);
  const [wanted, setWanted] = useState(found === null && !atUnread);
  const last = entries.at(-1);
  const lastId = useRef(last?.id);
  useLayoutEffect(() => {
    const wroteIt = last?.id !== lastId.current && last?.kind === 'message' && last.mine;
    lastId.current = last?.id;
    if (!(wanted || wroteIt) || hasLater) return;
    setWanted(false);
    setAtEnd(true);
    list.scrollToEnd();
  }, [entries, wanted]);
  useLayoutEffect(() => {
    if (atUnread) list.scrollToIndex(unreadAt, { align: 'start' });
    // What scrolls has to be reachable by the keyboard, also when nothing in it can take the focus.
    if (log.current !== null) log.current.tabIndex = 0;
  }, []);

  return {
    atEnd,
    scrolled: (event: { readonly currentTarget: HTMLElement }): void => {
      const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
      setAtEnd(scrollHeight - scrollTop - clientHeight < endTolerance);
    },
    toEnd: (): void => {
      if (hasLater) onShow('newest');
      setWanted(true);
      log.current?.focus();
    },
  };
}

function useNewCount(conversation: ConversationView, atEnd: boolean, unreadId: string | null): number {
  const { entries, hasLater = false, later = [] } = conversation;
  const seen = useRef<Seen>({ unreadId });
  if (atEnd && !hasLater) seen.current = { id: entries.at(-1)?.id };
  else if (seen.current.unreadId === null) seen.current = { id: (later.at(-1) ?? entries.at(-1))?.id };
  return countNew(entries, later, seen.current);
}

/** Asks for more when somebody comes near an end of what is here, once for each end. */
function useMoreEntries(list: VirtualList, conversation: ConversationView, onShow: MessageLogProps['onShow']): void {
  const { entries, hasEarlier, hasLater = false } = conversation;
  const asked = useRef<{ earlier: string | undefined; later: string | undefined }>({ earlier: '', later: '' });
  const drawn = list.getVirtualItems();
  const first = drawn[0]?.index ?? entries.length;
  const last = drawn.at(-1)?.index ?? 0;
  const [firstId, lastId] = [entries[0]?.id, entries.at(-1)?.id];
  useEffect(() => {
    if (hasEarlier && first < rowsAhead && asked.current.earlier !== firstId) {
      asked.current.earlier = firstId;
      onShow('earlier');
    } else if (hasLater && last >= entries.length - rowsAhead && asked.current.later !== lastId) {
      asked.current.later = lastId;
      onShow('later');
    }
  });
}
