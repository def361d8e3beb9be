import type { ConversationEntry } from '../../../shared/snapshot.ts';

export interface LaidOutEntry {
  readonly entry: ConversationEntry;
  readonly startsDay: boolean;
  /** First and last of a run of messages by one person. */
  readonly first: boolean;
  readonly last: boolean;
}

/** Messages further apart than this were not said in one breath. */
const runGapMs = 5 * 60_000;

export function layOutEntries(entries: readonly ConversationEntry[]): readonly LaidOutEntry[] {
  return entries.map((entry, index) => {
    const previous = entries[index - 1];
    const next = entries[index + 1];
    return {
      entry,
      startsDay: previous === undefined || !isSameDay(previous.atMs, entry.atMs),
      first: previous === undefined || !isSameRun(previous, entry),
      last: next === undefined || !isSameRun(entry, next),
    };
  });
}

function isSameRun(one: ConversationEntry, next: ConversationEntry): boolean {
  if (one.kind !== 'message' || next.kind !== 'message' || one.mine !== next.mine) return false;
  return Math.abs(next.atMs - one.atMs) < runGapMs && isSameDay(one.atMs, next.atMs);
}

function isSameDay(oneMs: number, otherMs: number): boolean {
  return new Date(oneMs).toDateString() === new Date(otherMs).toDateString();
}
