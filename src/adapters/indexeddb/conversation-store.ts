import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import { amendMessage } from '../../engine/chat/rules/amendments.ts';
import type {
  CallNoteRecord,
  ConversationRecord,
  ConversationStore,
  EntryRecord,
  MessageRecord,
} from '../../engine/ports/stores-port.ts';
import { StoreError } from '../../engine/ports/stores-port.ts';
import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Connection } from './connection.ts';
import type { BeelineSchema, EntryRow } from './schema.ts';

export function createConversationStore(connection: Connection): ConversationStore {
  const reading = { stores: ['entries' as const], mode: 'readonly' as const };
  const writing = { stores: ['entries' as const, 'conversations' as const], mode: 'readwrite' as const };
  return {
    loadAll: () =>
      connection.transact({ stores: ['conversations'], mode: 'readonly' }, (transaction) =>
        transaction.objectStore('conversations').getAll(),
      ),

    outbox: (contactId, epoch, after) =>
      connection.transact(reading, async (transaction) => {
        const range = IDBKeyRange.bound([contactId, [epoch, after]], [contactId, [epoch, Infinity]], true);
        const rows = await transaction.objectStore('entries').index('own').getAll(range);
        return rows.map(({ entry }) => entry).filter(isMessage);
      }),

    append: (entries, conversation) => appendEntries(connection, { entries, conversation }),

    saveConversation: (conversation) =>
      connection.transact({ stores: ['conversations'], mode: 'readwrite' }, async (transaction) => {
        await transaction.objectStore('conversations').put(conversation);
      }),

    renumber: (messages, conversation) =>
      connection.transact({ ...writing, durability: 'strict' }, async (transaction) => {
        const { contactId } = conversation;
        const store = transaction.objectStore('entries');
        for (const { order, epoch, count } of messages) {
          const row = await store.get([contactId, order]);
          if (!row || !isMessage(row.entry)) continue;
          await store.put({ ...row, ownPlace: [epoch, count], entry: { ...row.entry, epoch, count } });
        }
        await transaction.objectStore('conversations').put(conversation);
      }),

    find: (contactId, id) =>
      connection.transact(reading, (transaction) => findMessages(transaction.objectStore('entries'), contactId, id)),

    page: (contactId, before, limit) =>
      connection.transact(reading, (transaction) =>
        readPage(transaction.objectStore('entries'), contactId, { before, limit }),
      ),

    pageFrom: (contactId, from, limit) =>
      connection.transact(reading, (transaction) =>
        readPageFrom(transaction.objectStore('entries'), contactId, { from, limit }),
      ),

    calls: (limit) =>
      connection.transact(reading, async (transaction) => {
        const calls: CallNoteRecord[] = [];
        const newestFirst = transaction.objectStore('entries').index('calls').iterate(null, 'prev');
        for await (const { value } of newestFirst) {
          if (value.entry.kind === 'call') calls.push(value.entry);
          if (calls.length >= limit) break;
        }
        return calls;
      }),

    removeContact: (contactId) =>
      connection.transact(writing, async (transaction) => {
        await transaction.objectStore('entries').delete(ordersOf(contactId, -Infinity, Infinity));
        await transaction.objectStore('conversations').delete(contactId);
      }),
  };
}

type Writing = IDBPTransaction<BeelineSchema, ('entries' | 'conversations')[], 'readwrite'>;
type Entries = IDBPObjectStore<BeelineSchema, ('entries' | 'conversations')[], 'entries', 'readwrite'>;

interface Addition {
  readonly entries: readonly EntryRecord[];
  readonly conversation: ConversationRecord;
}

/**
 * Stores entries with the conversation's counters; resolves to the IDs of received messages that were there already.
 * Nearly always nothing is: then all of it is one request to the browser, and the peer waits for nothing else.
 */
async function appendEntries(connection: Connection, addition: Addition): Promise<readonly string[]> {
  const write = <T>(work: (transaction: Writing) => Promise<T>): Promise<T> =>
    connection.transact({ stores: ['entries', 'conversations'], mode: 'readwrite', durability: 'strict' }, work);
  const carefully = () => write((transaction) => appendCarefully(transaction, addition));
  if (addition.entries.some((entry) => isMessage(entry) && entry.amends !== undefined)) return carefully();
  try {
    await write((transaction) => appendUnseen(transaction, addition));
    return [];
  } catch (error) {
    if (!isTaken(error)) throw error;
    return carefully();
  }
}

/** Leaves it to the unique indexes to refuse what is there; the transaction undoes all of it then. */
async function appendUnseen(transaction: Writing, { entries, conversation }: Addition): Promise<void> {
  const store = transaction.objectStore('entries');
  const requests: Promise<unknown>[] = [];
  const request = (asked: Promise<unknown>): void => {
    // The first rejection is told below; the others are its consequences.
    asked.catch(() => undefined);
    requests.push(asked);
  };
  for (const entry of entries) request(store.add(toRow(entry)));
  request(transaction.objectStore('conversations').put(conversation));
  transaction.commit();
  await Promise.all(requests);
}

async function appendCarefully(transaction: Writing, { entries, conversation }: Addition): Promise<readonly string[]> {
  const store = transaction.objectStore('entries');
  const rows = entries.map(toRow);
  const isKnown = await Promise.all(
    rows.map(({ contactId, receivedId }) =>
      receivedId === undefined ? undefined : store.index('received').getKey([contactId, receivedId]),
    ),
  );
  const added = rows.filter((_, index) => isKnown[index] === undefined);
  // Asynchronous functions, so that a value that cannot be cloned is one more rejection beside those it causes.
  const adding = added.map(async (row) => store.add(row));
  const counting = async () => transaction.objectStore('conversations').put(conversation);
  await Promise.all([...adding, counting()]);
  for (const { entry } of added) if (isMessage(entry)) await applyAmendment(store, entry);
  return rows.filter((_, index) => isKnown[index] !== undefined).map(({ entry }) => entry.id);
}

async function applyAmendment(store: Entries, by: MessageRecord): Promise<void> {
  if (by.amends === undefined) return;
  for (const row of await store.index('id').getAll([by.contactId, by.amends.target])) {
    const changed = isMessage(row.entry) ? amendMessage(row.entry, by) : undefined;
    if (changed) await store.put({ ...row, entry: { ...changed, contactId: by.contactId } });
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof StoreError && error.cause instanceof DOMException && error.cause.name === 'ConstraintError';
}

function toRow(entry: EntryRecord): EntryRow {
  const { contactId, order } = entry;
  if (entry.kind === 'call') return { contactId, order, calledAtMs: entry.atMs, entry };
  if (!isMessage(entry)) return { contactId, order, entry };
  return entry.mine
    ? { contactId, order, ownPlace: [entry.epoch, entry.count], entry }
    : { contactId, order, receivedId: entry.id, entry };
}

/** From `first` up to but not including `end`. */
function ordersOf(contactId: ContactId, first: number, end: number): IDBKeyRange {
  return IDBKeyRange.bound([contactId, first], [contactId, end], false, true);
}

type ReadEntries = IDBPObjectStore<BeelineSchema, 'entries'[], 'entries', 'readonly'>;

async function findMessages(store: ReadEntries, contactId: ContactId, id: string): Promise<MessageRecord[]> {
  const rows = await store.index('id').getAll([contactId, id]);
  return rows
    .map(({ entry }) => entry)
    .filter(isMessage)
    .filter(isShown);
}

async function readPage(
  store: ReadEntries,
  contactId: ContactId,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<EntryRecord[]> {
  const newest = await store.openKeyCursor(ordersOf(contactId, -Infinity, before), 'prev');
  if (!newest) return [];
  // Orders rarely have gaps, so that a range as long as the page nearly always holds all of it.
  let rows: readonly EntryRow[] = [];
  for (let top = newest.primaryKey[1] + 1; rows.length < limit && top > 0; top -= limit) {
    const found = await store.getAll(ordersOf(contactId, top - limit, top));
    rows = [...found.filter(({ entry }) => isShown(entry)), ...rows];
  }
  return rows.slice(-limit).map(({ entry }) => entry);
}

async function readPageFrom(
  store: ReadEntries,
  contactId: ContactId,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<EntryRecord[]> {
  const shown: EntryRecord[] = [];
  for (let start = from; ; ) {
    const rows = await store.getAll(ordersOf(contactId, start, Infinity), limit);
    shown.push(...rows.map(({ entry }) => entry).filter(isShown));
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit || shown.length >= limit) return shown.slice(0, limit);
    start = last.order + 1;
  }
}

function isShown(entry: EntryRecord): boolean {
  return !isMessage(entry) || entry.amends === undefined;
}

function isMessage(entry: EntryRecord): entry is MessageRecord {
  return entry.kind === 'message';
}
