import type { ChatEffect, ChatPolicy, Next } from './events.ts';
import type { OrderedFrame } from './frames.ts';
import { maxWindow } from './sending.ts';
import type { ChatState, Position, Reference, Waiting } from './state.ts';

type Arrival = Extract<Waiting, { kind: 'arrival' }>;

/** Longer than anybody stays away with something to say; a clock that began again at its first day is further off. */
const longestWayMs = 365 * 86_400_000;

/**
 * Lines a message up to be stored if it is the next of its epoch. One that is stored already is acknowledged again; one
 * after a gap is dropped, because its sender begins again at the gap.
 */
export function receiveMessage(state: ChatState, frame: OrderedFrame, atMs: number): Next {
  const { id, epoch, n } = frame;
  const stored = state.counters.received[epoch] ?? 0;
  if (n <= stored) return [state, acknowledgement(state, epoch)];
  const arrivals = [...(state.writing ?? []), ...state.waiting].filter((item) => item.kind === 'arrival');
  if (n !== lastKnown(arrivals, epoch, Math.max(stored, frame.base - 1)) + 1) return [state, []];
  if (arrivals.length >= maxWindow || arrivals.some((arrival) => arrival.id === id)) return [state, []];
  const writtenAtMs = writtenTime(frame, atMs, (arrivals.at(-1) ?? state.counters).writtenAtMs);
  const arrived: Arrival = { kind: 'arrival', id, atMs, writtenAtMs, at: { epoch, n }, ...contentOf(frame) };
  return [{ ...state, waiting: [...state.waiting, arrived] }, []];
}

/** When it was written, as far as their clock can be believed: never after its arrival, nor before what they wrote before. */
function writtenTime({ sentAtMs }: OrderedFrame, atMs: number, previousMs = 0): number {
  return Math.min(atMs, Math.max(atMs - sentAtMs > longestWayMs ? atMs : sentAtMs, previousMs));
}

function contentOf(frame: OrderedFrame): Reference & { readonly text: string } {
  switch (frame.t) {
    case 'text.message':
      return { text: frame.text, ...(frame.re !== undefined && { replyTo: frame.re }) };
    case 'text.edit':
      return { text: frame.text, amends: { kind: 'edit', target: frame.of } };
    case 'text.delete':
      return { text: '', amends: { kind: 'delete', target: frame.of } };
    case 'text.reaction':
      return { text: frame.emoji, amends: { kind: 'reaction', target: frame.of } };
  }
}

function lastKnown(arrivals: readonly Arrival[], epoch: string, stored: number): number {
  return arrivals.reduce((last, { at }) => (at.epoch === epoch ? Math.max(last, at.n) : last), stored);
}

/** Tells the sender how far its messages are stored. */
export function acknowledgement(state: ChatState, epoch: string): readonly ChatEffect[] {
  const n = state.counters.received[epoch];
  if (n === undefined || state.link.kind !== 'open') return [];
  return [{ kind: 'send', frame: { t: 'text.ack', epoch, n } }];
}

export function acknowledgeNewest(state: ChatState): readonly ChatEffect[] {
  const newest = newestReceived(state);
  return newest ? acknowledgement(state, newest.epoch) : [];
}

/** While somebody sees the conversation nothing in it is unread, and the sender may learn it. */
export function markSeen(state: ChatState, policy: ChatPolicy): Next {
  if (!state.visible) return [state, []];
  const { counters } = state;
  const receipt = policy.receipts ? newestReceived(state) : counters.receipt;
  const news = receipt !== null && !samePosition(receipt, counters.receipt);
  if (!news && counters.unread === 0) return [state, []];
  const next: ChatState = { ...state, counters: { ...counters, unread: 0, unreadIds: [], receipt }, unsaved: true };
  return [next, [...(news ? receiptFrame(next, policy) : []), { kind: 'announce' }]];
}

function newestReceived(state: ChatState): Position | null {
  const newest = Object.entries(state.counters.received).at(-1);
  return newest ? { epoch: newest[0], n: newest[1] } : null;
}

function samePosition(one: Position, other: Position | null): boolean {
  return other !== null && one.epoch === other.epoch && one.n === other.n;
}

/** The newest receipt, for a fresh link too: the former one may have closed before it arrived. */
export function receiptFrame(state: ChatState, policy: ChatPolicy): readonly ChatEffect[] {
  const { receipt } = state.counters;
  if (receipt === null || !policy.receipts || state.link.kind !== 'open') return [];
  return [{ kind: 'send', frame: { t: 'text.read', ...receipt } }];
}
