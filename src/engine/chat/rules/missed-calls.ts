import { isMissed } from '../../../shared/calls/is-missed.ts';
import type { CallNote } from '../../calls/rules/call-note.ts';
import type { Counters } from './counters.ts';

/** A call that is told afterwards may be older than the one before it. */
export function countCall(counters: Counters, note: CallNote, isSeen: boolean): Counters {
  const { lastCallAtMs = 0, missedCalls: before } = counters;
  const next = { ...counters, lastCallAtMs: Math.max(lastCallAtMs, note.atMs) };
  if (isSeen || !isMissed(note)) return next;
  const { atMs, share } = note;
  const newest = before !== undefined && before.atMs > atMs ? before : { atMs, ...(share && { share }) };
  return { ...next, missedCalls: { ...newest, count: (before?.count ?? 0) + 1 } };
}

export function withoutMissedCalls({ missedCalls: _, ...counters }: Counters): Counters {
  return counters;
}
