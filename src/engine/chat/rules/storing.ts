import { amendMessage } from './amendments.ts';
import type { Counters, NamedPosition, Position } from './counters.ts';
import type { ChatEffect, Next, SettledAs } from './events.ts';
import { countCall } from './missed-calls.ts';
import { gapsAfter, receiptsAfter } from './receipts.ts';
import { acknowledgement, wholeAfter } from './receiving.ts';
import { renew } from './renewal.ts';
import { openLink } from './sending.ts';
import type { ChatEntry, ChatMessage, ChatState, Waiting } from './state.ts';

const firstRetryMs = 1_000;
const lastRetryMs = 30_000;
/** A sender begins a new epoch only with a new profile; older ones than these are not heard of again. */
const maxEpochs = 64;
/** Kept in memory while storage refuses them; whoever writes more is told at once. */
const maxUnsaved = 100;
/** Of what was received last; whoever is older is asked of the store. */
const maxSettled = 1_024;
/** Remembered of what is unread; who deletes an older one leaves it counted. */
const maxUnreadIds = 200;
/** As much of the last message as a contact list can show. */
const excerptCharacters = 200;

/** Stores all that waits as one group, one group at a time, so that order needs no further care. */
export function beginWrite(state: ChatState): Next {
  if (state.writing !== null || (state.waiting.length === 0 && !state.unsaved)) return [state, []];
  // While storage fails only a person's new message or the timer tries again.
  if (state.failures > 0 && !state.waiting.some((item) => item.kind === 'draft' && !item.unsaved)) return [state, []];
  return write(state);
}

export function retryWrite(state: ChatState): Next {
  return state.writing === null && state.failures > 0 ? write(state) : [state, []];
}

function write(state: ChatState): Next {
  const [first] = state.waiting;
  if (first?.kind === 'epoch') {
    const { outbox, counters } = renew(state, first);
    const writing: ChatState = { ...state, writing: [first], waiting: state.waiting.slice(1), unsaved: false };
    return [writing, [{ kind: 'renumber', messages: outbox, counters }]];
  }
  const next = state.waiting.findIndex(({ kind }) => kind === 'epoch');
  const group = next === -1 ? state.waiting : state.waiting.slice(0, next);
  const { counters, entries } = absorb(state, group, []);
  const waiting = state.waiting.slice(group.length);
  return [{ ...state, writing: group, waiting, unsaved: false }, [{ kind: 'write', entries, counters }]];
}

/** What is stored now takes effect: ours may leave, theirs may be acknowledged. */
export function finishWrite(state: ChatState, known: readonly string[]): Next {
  const items = state.writing ?? [];
  const next = settle(state, items, known);
  const recovered: readonly ChatEffect[] =
    state.failures > 0
      ? [
          { kind: 'cancel-timer', timer: 'retry-write' },
          { kind: 'report-storage', storage: 'ok' },
        ]
      : [];
  const settled = items.flatMap((item) => settlement(item, 'stored'));
  const acknowledgements = lastPlaces(items).flatMap((at) => acknowledgement(next, at));
  const seen: readonly ChatEffect[] = items.length > 0 ? [{ kind: 'announce' }] : [];
  const wanted: readonly ChatEffect[] =
    next.link.kind === 'closed' && items.some((item) => item.kind === 'draft') ? [{ kind: 'want-link' }] : [];
  return [next, [...recovered, ...acknowledgements, ...settled, ...wanted, ...seen]];
}

function settle(state: ChatState, items: readonly Waiting[], known: readonly string[]): ChatState {
  const written: ChatState = { ...state, writing: null, failures: 0 };
  const [first] = items;
  if (first?.kind === 'epoch') {
    const renewed = renew(written, first);
    return renewed.link.kind === 'open' ? openLink(renewed) : renewed;
  }
  const { counters, entries } = absorb(state, items, known);
  const arrivals = items.filter((item) => item.kind === 'arrival');
  return {
    ...written,
    counters,
    unsaved: state.unsaved || known.length > 0,
    settled: [...state.settled, ...arrivals.map(({ id }) => id)].slice(-maxSettled),
    looked: arrivals.at(-1)?.at ?? state.looked,
    outbox: extendOutbox(state.outbox, entries),
  };
}

/** Of each epoch only what was just looked at: what was stored before may be another one's. */
function lastPlaces(items: readonly Waiting[]): readonly NamedPosition[] {
  const arrivals = items.filter((item) => item.kind === 'arrival');
  return [...new Map(arrivals.map(({ at, id }) => [at.epoch, { ...at, id }])).values()];
}

/** What arrived or was written waits in memory and is tried again; changes of messages go back to the person. */
export function failWrite(state: ChatState): Next {
  const items = state.writing ?? [];
  const failures = state.failures + 1;
  const delayMs = Math.min(lastRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 10));
  const kept = keep(items);
  const waiting = [...kept, ...state.waiting];
  const next: ChatState = { ...state, writing: null, waiting, unsaved: true, failures };
  const settled = items.flatMap((item) =>
    settlement(item, kept.some((one) => idOf(one) === idOf(item)) ? 'unsaved' : 'refused'),
  );
  return [
    next,
    [
      ...settled,
      { kind: 'report-storage', storage: waiting.some(isUnsaved) ? 'unsaved' : 'full' },
      { kind: 'set-timer', timer: 'retry-write', delayMs },
      { kind: 'announce' },
    ],
  ];
}

function keep(items: readonly Waiting[]): readonly Waiting[] {
  const kept: Waiting[] = [];
  for (const item of items) {
    if (item.kind !== 'draft') kept.push(item);
    else if (item.amends === undefined && kept.filter(isUnsaved).length < maxUnsaved) {
      kept.push({ ...item, unsaved: true });
    }
  }
  return kept;
}

function isUnsaved(item: Waiting): item is Draft {
  return item.kind === 'draft' && item.unsaved === true;
}

/** Written here and in memory only, oldest first. */
export function unsavedDrafts({ writing, waiting }: ChatState): readonly Draft[] {
  return [...(writing ?? []), ...waiting].filter(isUnsaved);
}

type Draft = Extract<Waiting, { kind: 'draft' }>;

function idOf(item: Waiting): string {
  if (item.kind === 'epoch') return item.epoch;
  return item.kind === 'note' ? item.note.id : item.id;
}

/** What has not left yet leaves as it was changed meanwhile, as it would after a restart. */
function extendOutbox(outbox: readonly ChatMessage[], entries: readonly ChatEntry[]): readonly ChatMessage[] {
  const own = entries.filter((entry) => entry.kind === 'message').filter(({ mine }) => mine);
  const all = [...outbox, ...own];
  const amending = own.filter(({ amends }) => amends !== undefined);
  if (amending.length === 0) return all;
  return all.map((message) => amending.reduce((changed, by) => amendMessage(changed, by) ?? changed, message));
}

function settlement(item: Waiting, outcome: SettledAs): readonly ChatEffect[] {
  return item.kind === 'draft' || item.kind === 'note' ? [{ kind: 'settle', id: idOf(item), outcome }] : [];
}

interface Absorbed {
  readonly counters: Counters;
  readonly entries: readonly ChatEntry[];
}

/** Gives each item its place. An arrival known by its identifier uses its place up but leaves no entry. */
function absorb(state: ChatState, items: readonly Waiting[], known: readonly string[]): Absorbed {
  let counters = state.counters;
  const entries: ChatEntry[] = [];
  for (const item of items) {
    if (item.kind === 'epoch') continue;
    const entry = toEntry(item, counters);
    const isKnown = item.kind === 'arrival' && known.includes(item.id);
    counters = usePlace(counters, item, isKnown);
    if (isKnown) continue;
    entries.push(entry);
    counters = { ...counters, lastMessage: lastAfter(counters.lastMessage, entry) };
    if (entry.kind === 'call') counters = countCall(counters, entry, state.visible);
    else if (entry.kind === 'message' && !entry.mine && !state.visible) counters = countUnread(counters, entry);
  }
  return { counters, entries };
}

function countUnread(counters: Counters, { id, amends, order }: ChatMessage): Counters {
  const { unread, unreadIds = [] } = counters;
  if (amends === undefined) {
    const first = unread === 0 ? { unreadFrom: order } : {};
    return { ...counters, ...first, unread: unread + 1, unreadIds: [...unreadIds, id].slice(-maxUnreadIds) };
  }
  if (amends.kind !== 'delete' || !unreadIds.includes(amends.target)) return counters;
  return { ...counters, unread: unread - 1, unreadIds: unreadIds.filter((one) => one !== amends.target) };
}

/** A known message that comes again leaves the epoch as far as it was. Another one in its place is where it is now. */
function usePlace(counters: Counters, item: Placed, isKnown: boolean): Counters {
  const next = { ...counters, nextOrder: counters.nextOrder + 1 };
  if (item.kind === 'draft') return { ...next, nextCount: counters.nextCount + 1 };
  if (item.kind === 'note') return next;
  const { at, writtenAtMs } = item;
  if (isKnown && at.n <= (counters.received[at.epoch] ?? 0)) return next;
  const received = withReceived(counters.received, at);
  const [whole, gaps] = [wholeAfter(counters, item), gapsAfter(counters, at)];
  return { ...next, received, whole, gaps, ...receiptsAfter(counters, at), writtenAtMs };
}

type Placed = Exclude<Waiting, { kind: 'epoch' }>;

function toEntry(item: Placed, counters: Counters): ChatEntry {
  const order = counters.nextOrder;
  if (item.kind === 'note') return { ...item.note, order };
  if (item.kind === 'draft') {
    const { kind: _kind, unsaved: _unsaved, ...said } = item;
    return { kind: 'message', mine: true, ...said, order, epoch: counters.myEpoch, count: counters.nextCount };
  }
  const { kind: _kind, at, ...said } = item;
  return { kind: 'message', mine: false, ...said, order, epoch: at.epoch, count: at.n };
}

function withReceived(received: Counters['received'], at: Position) {
  const others = Object.entries(received).filter(([epoch]) => epoch !== at.epoch);
  return Object.fromEntries([...others.slice(1 - maxEpochs), [at.epoch, at.n]]);
}

/** As much of a text as a line or two can show. */
export function excerptOf(text: string): string {
  return [...text.slice(0, 2 * excerptCharacters)].slice(0, excerptCharacters).join('');
}

function excerpt(message: ChatMessage): Counters['lastMessage'] {
  const { id, mine, atMs, writtenAtMs } = message;
  return { text: excerptOf(message.text), mine, atMs, ...(writtenAtMs !== undefined && { writtenAtMs }), id };
}

/** An edit or deletion shows in the excerpt as well, when it is of that message and by its author. */
function lastAfter(last: Counters['lastMessage'], entry: ChatEntry): Counters['lastMessage'] {
  if (entry.kind !== 'message') return last;
  const { amends, mine } = entry;
  if (amends === undefined) return excerpt(entry);
  if (last === null || last.id !== amends.target || last.mine !== mine || amends.kind === 'reaction') return last;
  // The excerpt of a deleted message is empty, and stays so.
  return last.text === '' ? last : { ...last, text: excerptOf(entry.text) };
}
