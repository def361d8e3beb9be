import type { ConversationEntry, LaterEntry } from '../../../shared/snapshot.ts';
import type { LaidOutEntry } from './entry-layout.ts';

/** What surrounds the text of a message, and a line of it, in the popup. */
const bubbleHeight = 34;
const lineHeight = 20;
const dayHeight = 37;
const noteHeight = 50;
const charactersPerLine = 40;
/** Beyond this a longer text says little about how it is broken into lines. */
const mostLines = 60;

/** About how many pixels a row takes; only where the scroll bar stands depends on it. */
export function estimateHeight({ entry, startsDay }: LaidOutEntry): number {
  const day = startsDay ? dayHeight : 0;
  if (entry.kind !== 'message') return day + noteHeight;
  const lines = Math.min(mostLines, Math.floor(entry.text.length / charactersPerLine));
  return day + bubbleHeight + lines * lineHeight;
}

/** The first of the `unread` newest messages of theirs; null when that is not among `entries`. */
export function firstUnread(entries: readonly ConversationEntry[], unread: number): string | null {
  if (unread <= 0) return null;
  const theirs = entries.filter((entry) => entry.kind === 'message' && !entry.mine);
  return theirs.at(-unread)?.id ?? null;
}

/** What a person has seen: all through the entry `id`, or all before the message `unreadId`. */
export type Seen =
  | { readonly id: string | undefined; readonly unreadId?: never }
  | { readonly unreadId: string | null; readonly id?: never };

/** How many messages of theirs nobody has seen; what was seen last may lie between `entries` and the `later` ones. */
export function countNew(entries: readonly ConversationEntry[], later: readonly LaterEntry[], seen: Seen): number {
  const all: readonly LaterEntry[] = [...entries, ...later];
  const at = all.findIndex(({ id }) => id === (seen.id ?? seen.unreadId));
  if (at < 0) return countTheirs(later);
  return countTheirs(all.slice(seen.id === undefined ? at : at + 1));
}

function countTheirs(entries: readonly LaterEntry[]): number {
  return entries.filter(({ kind, mine }) => kind === 'message' && !mine).length;
}

/** Where a message stands among those that are here, and how many there are: -1 as long as that is not known. */
export interface MessagePlace {
  readonly position: number;
  readonly of: number;
}

/** Calls are no messages and are not counted. */
export function placeMessages(
  entries: readonly ConversationEntry[],
  complete: boolean,
): ReadonlyMap<string, MessagePlace> {
  const messages = entries.filter(({ kind }) => kind === 'message');
  const of = complete ? messages.length : -1;
  return new Map(messages.map(({ id }, index) => [id, { position: index + 1, of }]));
}
