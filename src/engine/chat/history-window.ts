import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { ConversationStore, EntryRecord } from '../ports/stores-port.ts';

/** A stretch of a conversation by `order`: `from` belongs to it, `before` does not. */
export interface HistoryWindow {
  /** Zero when nothing lies further back. */
  readonly from: number;
  /** Infinity while it ends with the newest entry, whichever that is. */
  readonly before: number;
}

export type HistoryMove =
  | { readonly kind: 'newest'; readonly entries?: number }
  /** Where reading goes on: at the newest, or at `order` when that is too far back to be among them. */
  | { readonly kind: 'unread'; readonly order: number }
  | { readonly kind: 'stay' | 'earlier' | 'later' }
  | { readonly kind: 'around'; readonly messageId: string };

export interface HistoryPart {
  readonly window: HistoryWindow;
  /** Oldest first. */
  readonly entries: readonly EntryRecord[];
}

/** How many entries a surface gets at first: more than the tallest window shows. */
export const openingEntries = 60;
/** How many more each time it comes near an end of them. */
export const stepEntries = 120;
/** Every change is sent with all of them, so that their number is what a change costs. */
export const mostEntries = 600;

/** Reads `contactId`'s history at a cost that does not grow with its length. Rejects with `StoreError`. */
export async function readHistory(
  store: Pick<ConversationStore, 'page' | 'pageFrom' | 'find'>,
  contactId: ContactId,
  { move, window }: { readonly move: HistoryMove; readonly window: HistoryWindow | null },
): Promise<HistoryPart> {
  const newest = async (count: number): Promise<HistoryPart> => {
    const older = await readOlder(Infinity, count);
    return { window: { from: older.from, before: Infinity }, entries: older.entries };
  };

  const readOlder = async (before: number, count: number) => {
    const found = await store.page(contactId, before, count + 1);
    const entries = found.slice(-count);
    return { entries, from: found.length > count ? (entries[0]?.order ?? 0) : 0 };
  };

  const readNewer = async (from: number, count: number) => {
    const found = await store.pageFrom(contactId, from, count + 1);
    const entries = found.slice(0, count);
    return { entries, before: found[count]?.order ?? Infinity };
  };

  const aroundOrder = async (order: number): Promise<HistoryPart> => {
    const [older, newer] = await Promise.all([
      readOlder(order, openingEntries / 2),
      readNewer(order, openingEntries / 2),
    ]);
    return { window: { from: older.from, before: newer.before }, entries: [...older.entries, ...newer.entries] };
  };

  const around = async (messageId: string): Promise<HistoryPart> => {
    const [found] = await store.find(contactId, messageId);
    return found ? aroundOrder(found.order) : newest(openingEntries);
  };

  const unread = async (order: number): Promise<HistoryPart> => {
    const end = await newest(openingEntries);
    return end.window.from <= order ? end : aroundOrder(order);
  };

  const stay = async ({ from, before }: HistoryWindow): Promise<HistoryPart> => {
    const found = await store.pageFrom(contactId, from, mostEntries + 1);
    const entries = found.filter(({ order }) => order < before);
    if (entries.length > mostEntries) return newest(mostEntries);
    return { window: { from, before }, entries };
  };

  if (move.kind === 'unread') return unread(move.order);
  if (window === null || move.kind === 'newest') {
    return newest((move.kind === 'newest' ? move.entries : undefined) ?? openingEntries);
  }
  if (move.kind === 'around') return around(move.messageId);
  const current = await stay(window);
  if (move.kind === 'earlier' && current.window.from > 0) {
    return keepOldest(current, await readOlder(current.window.from, stepEntries));
  }
  if (move.kind === 'later' && current.window.before !== Infinity) {
    return keepNewest(current, await readNewer(current.window.before, stepEntries));
  }
  return current;
}

function keepOldest(
  current: HistoryPart,
  older: { readonly entries: readonly EntryRecord[]; readonly from: number },
): HistoryPart {
  const all = [...older.entries, ...current.entries];
  const before = all[mostEntries]?.order ?? current.window.before;
  return { window: { from: older.from, before }, entries: all.slice(0, mostEntries) };
}

function keepNewest(
  current: HistoryPart,
  newer: { readonly entries: readonly EntryRecord[]; readonly before: number },
): HistoryPart {
  const all = [...current.entries, ...newer.entries];
  const entries = all.slice(-mostEntries);
  const from = all.length > mostEntries ? (entries[0]?.order ?? 0) : current.window.from;
  return { window: { from, before: newer.before }, entries };
}
