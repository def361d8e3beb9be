import type { ContactId } from '../../shared/identity/contact-id.ts';
import type {
  ContactView,
  ConversationEntry,
  ConversationView,
  LaterEntry,
  PastCallView,
  QuoteView,
} from '../../shared/snapshot.ts';
import type { ConversationStore, EntryRecord, MessageRecord } from '../ports/stores-port.ts';
import type { ChatRegistry } from './chat-registry.ts';
import type { HistoryMove, HistoryWindow } from './history-window.ts';
import { readHistory } from './history-window.ts';
import type { LastMessage } from './rules/counters.ts';
import { messageState } from './rules/message-state.ts';
import type { ChatState } from './rules/state.ts';
import { excerptOf, unsavedDrafts } from './rules/storing.ts';

/** What a list of contacts tells of a conversation. */
export interface ConversationSummary
  extends Pick<ContactView, 'unread' | 'typing' | 'lastMessage' | 'missedCalls' | 'lastCallAtMs'> {
  /** When something was last said or tried; zero when never. */
  readonly activeAtMs: number;
}

export function summarise(state: ChatState | undefined): ConversationSummary {
  if (!state) return { unread: 0, typing: false, lastMessage: null, activeAtMs: 0 };
  const { unread, lastMessage: last, missedCalls, lastCallAtMs } = state.counters;
  return {
    unread,
    typing: state.theyType,
    lastMessage: last && withoutId(last),
    ...(missedCalls && { missedCalls }),
    ...(lastCallAtMs !== undefined && { lastCallAtMs }),
    activeAtMs: Math.max(last?.atMs ?? 0, lastCallAtMs ?? 0),
  };
}

function withoutId({ id: _id, ...message }: LastMessage & { readonly id?: string }): LastMessage {
  return message;
}

/** More than a badge has room to count. */
const mostLater = 100;

/** At what nobody has seen, or at the newest. */
export function openingMove(state: ChatState | undefined): HistoryMove {
  const { unread = 0, unreadFrom } = state?.counters ?? {};
  return unread > 0 && unreadFrom !== undefined ? { kind: 'unread', order: unreadFrom } : { kind: 'newest' };
}

interface Reading {
  readonly registry: ChatRegistry;
  readonly store: ConversationStore;
}

export interface HistoryView {
  readonly view: ConversationView;
  readonly window: HistoryWindow;
}

/** A part of the history as people see it. Rejects with `StoreError`. */
export async function readView(
  contactId: ContactId,
  wanted: { readonly move: HistoryMove; readonly window: HistoryWindow | null },
  { registry, store }: Reading,
): Promise<HistoryView> {
  const runner = await registry.reach(contactId);
  const { entries, window } = await readHistory(store, contactId, wanted);
  const quotes = await readQuotes(entries, store);
  const hasLater = window.before !== Infinity;
  const later = hasLater ? await readLater(contactId, window, store) : [];
  const unreadId = wanted.move.kind === 'unread' ? firstTheirs(entries, wanted.move.order) : undefined;
  const view = {
    contactId,
    entries: [
      ...entries.map((entry) => toView(runner.state(), entry, quotes)),
      ...(hasLater ? [] : viewUnsaved(runner.state(), entries)),
    ],
    hasEarlier: window.from > 0,
    hasLater,
    ...(hasLater && { later }),
    ...(unreadId !== undefined && { unreadId }),
    canAmend: runner.state().counters.theyAmend ?? false,
  };
  return { view, window };
}

/** The newest entries beyond `window`, as much of them as a count needs. */
async function readLater(
  contactId: ContactId,
  { before }: HistoryWindow,
  store: ConversationStore,
): Promise<readonly LaterEntry[]> {
  const newest = await store.page(contactId, Infinity, mostLater);
  return newest.filter(({ order }) => order >= before).map(({ kind, id, mine }) => ({ kind, id, mine }));
}

function firstTheirs(entries: readonly EntryRecord[], from: number): string | undefined {
  return entries.find(({ kind, mine, order }) => kind === 'message' && !mine && order >= from)?.id;
}

/** What waits in memory, but for what has just been stored. */
function viewUnsaved(state: ChatState, stored: readonly EntryRecord[]): readonly ConversationEntry[] {
  const known = new Set(stored.map(({ id }) => id));
  return unsavedDrafts(state)
    .filter(({ id }) => !known.has(id))
    .map(({ id, text, atMs }) => ({ kind: 'message', id, mine: true, text, atMs, state: 'unsaved' }));
}

/** As many as somebody scrolls through. */
const mostCalls = 100;

export async function readCalls(store: ConversationStore): Promise<readonly PastCallView[]> {
  return (await store.calls(mostCalls)).map(({ order: _, ...call }) => call);
}

type Quotes = ReadonlyMap<string, MessageRecord>;

async function readQuotes(entries: readonly EntryRecord[], store: ConversationStore): Promise<Quotes> {
  const messages = entries.filter((entry) => entry.kind === 'message');
  const quotes = new Map(messages.map((message) => [message.id, message]));
  for (const { contactId, replyTo } of messages) {
    if (replyTo === undefined || quotes.has(replyTo)) continue;
    const [found] = await store.find(contactId, replyTo);
    if (found) quotes.set(replyTo, found);
  }
  return quotes;
}

function toView(state: ChatState, entry: EntryRecord, quotes: Quotes): ConversationEntry {
  if (entry.kind !== 'message') {
    const { contactId: _contact, order: _order, ...note } = entry;
    return note;
  }
  const { id, mine, text, replyTo, edited, deleted, reactions } = entry;
  const quoted = replyTo === undefined ? undefined : quotes.get(replyTo);
  return {
    kind: 'message',
    id,
    mine,
    text,
    atMs: entry.writtenAtMs ?? entry.atMs,
    state: messageState(state, entry),
    ...(quoted && { quote: toQuote(quoted) }),
    ...(edited && { edited }),
    ...(deleted && { deleted }),
    ...((reactions?.mine || reactions?.theirs) && { reactions }),
  };
}

function toQuote({ id, mine, text }: MessageRecord): QuoteView {
  return { id, mine, text: excerptOf(text) };
}
