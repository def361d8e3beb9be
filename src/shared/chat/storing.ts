import type { ChatEffect, Next } from './events.ts';
import { acknowledgement } from './receiving.ts';
import type { ChatEntry, ChatMessage, ChatState, Counters, Position, Waiting } from './state.ts';

const firstRetryMs = 1_000;
const lastRetryMs = 30_000;
/** A sender begins a new epoch only with a new profile; older ones than these are not heard of again. */
const maxEpochs = 64;
/** As much of the last message as a contact list can show. */
const excerptCharacters = 200;

/** Stores all that waits as one group, one group at a time, so that order needs no further care. */
export function beginWrite(state: ChatState): Next {
  if (state.writing !== null || (state.waiting.length === 0 && !state.unsaved)) return [state, []];
  // While storage fails only a person's own message or the timer tries again.
  if (state.failures > 0 && !state.waiting.some((item) => item.kind === 'draft')) return [state, []];
  return write(state);
}

export function retryWrite(state: ChatState): Next {
  return state.writing === null && state.failures > 0 ? write(state) : [state, []];
}

function write(state: ChatState): Next {
  const { counters, entries } = absorb(state, state.waiting, []);
  return [{ ...state, writing: state.waiting, waiting: [], unsaved: false }, [{ kind: 'write', entries, counters }]];
}

/** What is stored now takes effect: ours may leave, theirs may be acknowledged. */
export function finishWrite(state: ChatState, known: readonly string[]): Next {
  const items = state.writing ?? [];
  const { counters, entries } = absorb(state, items, known);
  const recovered: readonly ChatEffect[] =
    state.failures > 0
      ? [
          { kind: 'cancel-timer', timer: 'retry-write' },
          { kind: 'report-storage', storage: 'ok' },
        ]
      : [];
  const next: ChatState = {
    ...state,
    counters,
    unsaved: state.unsaved || known.length > 0,
    outbox: [...state.outbox, ...entries.filter((entry) => entry.kind === 'message').filter(({ mine }) => mine)],
    writing: null,
    failures: 0,
  };
  const epochs = new Set(items.filter((item) => item.kind === 'arrival').map((item) => item.at.epoch));
  const settled = items.flatMap((item) => settlement(item, true));
  const acknowledgements = [...epochs].flatMap((epoch) => acknowledgement(next, epoch));
  const seen: readonly ChatEffect[] = items.length > 0 ? [{ kind: 'announce' }] : [];
  const wanted: readonly ChatEffect[] =
    next.link.kind === 'closed' && items.some((item) => item.kind === 'draft') ? [{ kind: 'want-link' }] : [];
  return [next, [...recovered, ...acknowledgements, ...settled, ...wanted, ...seen]];
}

/** Composed messages go back to the person who typed them; what arrived is kept in memory and tried again. */
export function failWrite(state: ChatState): Next {
  const items = state.writing ?? [];
  const failures = state.failures + 1;
  const delayMs = Math.min(lastRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 10));
  const next: ChatState = {
    ...state,
    writing: null,
    waiting: [...items.filter((item) => item.kind !== 'draft'), ...state.waiting],
    unsaved: true,
    failures,
  };
  return [
    next,
    [
      ...items.flatMap((item) => settlement(item, false)),
      { kind: 'report-storage', storage: 'full' },
      { kind: 'set-timer', timer: 'retry-write', delayMs },
    ],
  ];
}

function settlement(item: Waiting, stored: boolean): readonly ChatEffect[] {
  if (item.kind === 'arrival') return [];
  return [{ kind: 'settle', id: item.kind === 'draft' ? item.id : item.note.id, stored }];
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
    const entry = toEntry(item, counters);
    counters = usePlace(counters, item);
    if (item.kind === 'arrival' && known.includes(item.id)) continue;
    entries.push(entry);
    const unread = counters.unread + (item.kind === 'arrival' && !state.visible ? 1 : 0);
    const lastMessage = entry.kind === 'message' ? excerpt(entry) : counters.lastMessage;
    counters = { ...counters, unread, lastMessage };
  }
  return { counters, entries };
}

function usePlace(counters: Counters, item: Waiting): Counters {
  const next = { ...counters, nextOrder: counters.nextOrder + 1 };
  if (item.kind === 'draft') return { ...next, nextCount: counters.nextCount + 1 };
  return item.kind === 'arrival' ? { ...next, received: withReceived(counters.received, item.at) } : next;
}

function toEntry(item: Waiting, counters: Counters): ChatEntry {
  const order = counters.nextOrder;
  if (item.kind === 'note') return { ...item.note, order };
  const { id, text, atMs } = item;
  const place = item.kind === 'draft' ? { epoch: counters.myEpoch, n: counters.nextCount } : item.at;
  return { kind: 'message', id, mine: item.kind === 'draft', text, atMs, order, epoch: place.epoch, count: place.n };
}

function withReceived(received: Counters['received'], at: Position) {
  const others = Object.entries(received).filter(([epoch]) => epoch !== at.epoch);
  return Object.fromEntries([...others.slice(1 - maxEpochs), [at.epoch, at.n]]);
}

function excerpt(message: ChatMessage): Counters['lastMessage'] {
  const text = [...message.text.slice(0, 2 * excerptCharacters)].slice(0, excerptCharacters).join('');
  return { text, mine: message.mine, atMs: message.atMs };
}
