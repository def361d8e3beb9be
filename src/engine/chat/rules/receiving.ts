import type { Counters, NamedPosition, Position } from './counters.ts';
import type { ChatEffect, Next } from './events.ts';
import type { OrderedFrame } from './frames.ts';
import { maxWindow } from './sending.ts';
import type { ChatState, Reference, Waiting } from './state.ts';

type Arrival = Extract<Waiting, { kind: 'arrival' }>;

/** Longer than anybody stays away with something to say; a clock that began again at its first day is further off. */
const longestWayMs = 365 * 86_400_000;

/**
 * Lines a message up to be stored if it is the next of its epoch, or in a place that was used: whether it is the one from
 * then is asked of the store, by its ID. One after a gap is dropped, because its sender begins again at the gap; among used
 * places a gap is whatever does not follow, for those before may be in use again as well.
 */
export function receiveMessage(state: ChatState, frame: OrderedFrame, atMs: number): Next {
  const { id, epoch, n } = frame;
  const stored = state.counters.received[epoch] ?? 0;
  if (n <= stored && state.settled.includes(id)) {
    return [{ ...state, looked: { epoch, n } }, acknowledgement(state, { epoch, n, id })];
  }
  const arrivals = [...(state.writing ?? []), ...state.waiting].filter((item) => item.kind === 'arrival');
  const last = arrivals.findLast(({ at }) => at.epoch === epoch)?.at.n;
  if (n > (last ?? Math.max(stored, skipped(state, frame))) + 1) return [state, []];
  if (n <= stored && n !== frame.base && n - 1 !== (last ?? lookedIn(state, epoch))) return [state, []];
  if (arrivals.length >= maxWindow || arrivals.some((arrival) => arrival.id === id)) return [state, []];
  const writtenAtMs = writtenTime(frame, atMs, (arrivals.at(-1) ?? state.counters).writtenAtMs);
  const arrived: Arrival = { kind: 'arrival', id, atMs, writtenAtMs, at: { epoch, n }, ...contentOf(frame) };
  return [{ ...state, waiting: [...state.waiting, arrived] }, []];
}

/** What will not come again. Who hears over this link what we have brings all of it, in another epoch and in order. */
function skipped({ link, tellsPosition }: ChatState, { base }: OrderedFrame): number {
  return link.kind === 'open' && tellsPosition ? 0 : base - 1;
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

function lookedIn({ looked }: ChatState, epoch: string): number | undefined {
  return looked?.epoch === epoch ? looked.n : undefined;
}

/**
 * Tells the sender how far its messages are stored; by name if it can be, for mail of a forgotten life may be in that place. A name
 * says that all before it is here too, and behind a gap that is not so.
 */
export function acknowledgement({ link, counters }: ChatState, { epoch, n, id }: NamedPosition): readonly ChatEffect[] {
  if (link.kind !== 'open') return [];
  const whole = wholeOf(counters);
  const isNamed = link.takesNames && whole?.epoch === epoch && n <= whole.n;
  return [{ kind: 'send', frame: { t: 'text.ack', epoch, n, ...(isNamed && { id }) } }];
}

export function acknowledgeNewest(state: ChatState): readonly ChatEffect[] {
  const newest = newestReceived(state.counters);
  return newest ? acknowledgement(state, newest) : [];
}

/** What we have of theirs without a gap, and the message that says it is theirs. */
export function positionFrame({ counters }: ChatState): ChatEffect {
  return { kind: 'send', frame: { t: 'text.position', newest: wholeOf(counters) } };
}

function wholeOf(counters: Counters): NamedPosition | null {
  return counters.whole === undefined ? newestReceived(counters) : counters.whole;
}

/** A message was stored in its place: where that follows, or was used before, what is whole ends there. */
export function wholeAfter(counters: Counters, { id, at }: Arrival): NamedPosition | null {
  const before = wholeOf(counters);
  const isBeginning = at.n === 1 && counters.received[at.epoch] === undefined;
  const follows = before?.epoch === at.epoch ? at.n <= before.n + 1 : isBeginning;
  return follows ? { ...at, id } : before;
}

function newestReceived({ received }: Counters): Position | null {
  const newest = Object.entries(received).at(-1);
  return newest ? { epoch: newest[0], n: newest[1] } : null;
}
