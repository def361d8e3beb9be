import type { ConversationStore, EntryRecord } from '../../engine/ports/stores-port.ts';
import type { ContactId } from '../../shared/identity/contact-id.ts';

/** The end of a history: every entry that pages show with `order` from `from` on, oldest first. */
interface Tail {
  readonly from: number;
  readonly entries: readonly EntryRecord[];
}

const mostConversations = 8;
/** Above what one surface holds of a conversation. */
const mostEntries = 1_000;
/** UTF-16 units of text per conversation. */
const mostUnits = 512 * 1024;

/**
 * A store that remembers the end of the histories read last, so that whoever shows a new message or an acknowledgement
 * does not wait for the disk, nor keep it from storing the next message.
 */
export function rememberRecent(store: ConversationStore): ConversationStore {
  /** The one used last at the end. */
  const tails = new Map<ContactId, Tail>();
  const writes = createWriteCounts();

  const keep = (contactId: ContactId, tail: Tail): void => {
    tails.delete(contactId);
    tails.set(contactId, trim(tail));
    for (const oldest of [...tails.keys()].slice(0, -mostConversations)) tails.delete(oldest);
  };

  const find = (contactId: ContactId, fits: (tail: Tail) => boolean): readonly EntryRecord[] | undefined => {
    const tail = tails.get(contactId);
    if (!tail || !fits(tail)) return undefined;
    keep(contactId, tail);
    return tail.entries;
  };

  const learn = async (
    contactId: ContactId,
    read: Promise<readonly EntryRecord[]>,
    fromOf: (found: readonly EntryRecord[]) => number | undefined,
  ): Promise<readonly EntryRecord[]> => {
    const isUntouched = writes.watch(contactId);
    const entries = await read;
    const from = fromOf(entries);
    if (from !== undefined && isUntouched()) keep(contactId, { from, entries });
    return entries;
  };

  const forgetWhile = (contactId: ContactId, write: () => Promise<void>): Promise<void> =>
    writes.during(contactId, () => {
      tails.delete(contactId);
      return write();
    });

  return {
    ...store,
    append: (entries, conversation) =>
      writes.during(conversation.contactId, async (isAlone) => {
        const { contactId } = conversation;
        const tail = tails.get(contactId);
        // Only what is stored for certain is remembered.
        tails.delete(contactId);
        const known = await store.append(entries, conversation);
        const longer = tail && extend(tail, entries, known);
        if (longer && isAlone()) keep(contactId, longer);
        return known;
      }),
    async page(contactId, before, limit) {
      if (before !== Infinity) return store.page(contactId, before, limit);
      const known = find(contactId, ({ from, entries }) => from <= 0 || entries.length >= limit);
      if (known) return known.slice(-limit);
      const isWhole = (found: readonly EntryRecord[]): boolean => found.length < limit;
      return learn(contactId, store.page(contactId, before, limit), (all) => (isWhole(all) ? 0 : all[0]?.order));
    },
    async pageFrom(contactId, from, limit) {
      const known = find(contactId, (tail) => from >= tail.from);
      if (known) return known.filter(({ order }) => order >= from).slice(0, limit);
      const reachesEnd = (found: readonly EntryRecord[]): boolean => found.length < limit;
      return learn(contactId, store.pageFrom(contactId, from, limit), (all) => (reachesEnd(all) ? from : undefined));
    },
    renumber: (messages, conversation) =>
      forgetWhile(conversation.contactId, () => store.renumber(messages, conversation)),
    removeContact: (contactId) => forgetWhile(contactId, () => store.removeContact(contactId)),
  };
}

/** Undefined when the new entries do more than follow the others. */
function extend({ from, entries }: Tail, added: readonly EntryRecord[], known: readonly string[]): Tail | undefined {
  if (added.some((entry) => entry.kind === 'message' && entry.amends !== undefined)) return undefined;
  const isKnown = (entry: EntryRecord): boolean => entry.kind === 'message' && !entry.mine && known.includes(entry.id);
  return { from, entries: [...entries, ...added.filter((entry) => !isKnown(entry))] };
}

function trim({ from, entries }: Tail): Tail {
  let units = 0;
  const first = entries.findLastIndex((entry, index) => {
    units += entry.kind === 'message' ? entry.text.length : 0;
    return units > mostUnits || entries.length - index > mostEntries;
  });
  if (first === -1) return { from, entries };
  return { from: (entries[first]?.order ?? from) + 1, entries: entries.slice(first + 1) };
}

/** Tells what else was written to a conversation meanwhile. */
function createWriteCounts() {
  const counts = new Map<ContactId, { running: number; begun: number }>();
  const countOf = (contactId: ContactId): { running: number; begun: number } => {
    const count = counts.get(contactId) ?? { running: 0, begun: 0 };
    counts.set(contactId, count);
    return count;
  };

  return {
    async during<T>(contactId: ContactId, write: (isAlone: () => boolean) => Promise<T>): Promise<T> {
      const count = countOf(contactId);
      const wasAlone = count.running === 0;
      count.running += 1;
      count.begun += 1;
      const { begun } = count;
      try {
        return await write(() => wasAlone && count.begun === begun);
      } finally {
        count.running -= 1;
      }
    },
    /** To be called before a read; afterwards it tells whether nothing was written in the meantime. */
    watch(contactId: ContactId): () => boolean {
      const count = countOf(contactId);
      const { begun, running } = count;
      return () => running === 0 && count.begun === begun;
    },
  };
}
