import type { Counters, Position } from './counters.ts';
import type { ChatEffect, ChatPolicy, Next } from './events.ts';
import { withoutMissedCalls } from './missed-calls.ts';
import type { ChatState } from './state.ts';

type Receipts = Pick<Counters, 'receipt' | 'receiptBefore'>;

/** While somebody sees the conversation nothing in it is unread, and the sender may learn it. */
export function markSeen(state: ChatState, policy: ChatPolicy): Next {
  if (!state.visible) return [state, []];
  const { counters } = state;
  const receipts = policy.receipts ? receiptsNow(counters) : counters;
  const news = receipts.receipt !== null && !samePosition(receipts.receipt, counters.receipt);
  if (!news && counters.unread === 0 && counters.missedCalls === undefined) return [state, []];
  const { receipt, receiptBefore = null } = receipts;
  const seen = { ...withoutMissedCalls(counters), unread: 0, unreadIds: [], receipt, receiptBefore };
  const next: ChatState = { ...state, counters: seen, unsaved: true };
  return [next, [...(news ? receiptFrames(next, policy) : []), { kind: 'announce' }]];
}

/** All that is here was seen. That of the epoch before is told in no other way. */
function receiptsNow({ received, gaps = {} }: Counters): Receipts {
  const [receipt = null, receiptBefore = null] = Object.entries(received)
    .slice(-2)
    .toReversed()
    .map(([epoch, n]) => {
      const seen = Math.min(n, gaps[epoch] ?? n);
      return seen === 0 ? null : { epoch, n: seen };
    });
  return { receipt, receiptBefore };
}

/** A place that was leapt to leaves a gap, and one before its end closes it: what comes behind it comes again or was never seen. */
export function gapsAfter({ received, gaps = {} }: Counters, { epoch, n }: Position): NonNullable<Counters['gaps']> {
  const last = received[epoch] ?? 0;
  const { [epoch]: gap, ...others } = gaps;
  if (n > last + 1) return { ...others, [epoch]: Math.min(gap ?? last, last) };
  return gap !== undefined && n <= gap + 1 ? others : gaps;
}

/** What was seen in a place that is used again says nothing of what is in it now, nor behind it. */
export function receiptsAfter({ receipt, receiptBefore = null }: Counters, at: Position): Receipts {
  return { receipt: endBefore(receipt, at), receiptBefore: endBefore(receiptBefore, at) };
}

function endBefore(receipt: Position | null, { epoch, n }: Position): Position | null {
  if (receipt?.epoch !== epoch || receipt.n < n) return receipt;
  return n === 1 ? null : { epoch, n: n - 1 };
}

function samePosition(one: Position, other: Position | null): boolean {
  return other !== null && one.epoch === other.epoch && one.n === other.n;
}

/** The newest receipts, for a fresh link too: the former one may have closed before they arrived. */
export function receiptFrames({ counters, link }: ChatState, policy: ChatPolicy): readonly ChatEffect[] {
  if (!policy.receipts || link.kind !== 'open') return [];
  const { receiptBefore, receipt } = counters;
  return [receiptBefore, receipt].flatMap((at) => (at ? [{ kind: 'send', frame: { t: 'text.read', ...at } }] : []));
}
