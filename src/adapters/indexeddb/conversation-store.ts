import type { IDBPObjectStore } from 'idb';
import type { ConversationStore, EntryRecord, MessageRecord } from '../../engine/ports/stores-port.ts';
import type { ContactId } from '../../shared/identity/contact-id.ts';
import { appendEntries } from './append-entries.ts';
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

    removeContact: (contactId) =>
      connection.transact(writing, async (transaction) => {
        await transaction.objectStore('entries').delete(ordersOf(contactId, -Infinity, Infinity));
        await transaction.objectStore('conversations').delete(contactId);
      }),
  };
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
  return entry.kind === 'call' || entry.amends === undefined;
}

function isMessage(entry: EntryRecord): entry is MessageRecord {
  return entry.kind === 'message';
}
