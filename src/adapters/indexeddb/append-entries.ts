import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import { amendMessage } from '../../engine/chat/rules/amendments.ts';
import type { ConversationRecord, EntryRecord, MessageRecord } from '../../engine/ports/stores-port.ts';
import { StoreError } from '../../engine/ports/stores-port.ts';
import type { Connection } from './connection.ts';
import type { BeelineSchema, EntryRow } from './schema.ts';

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
export async function appendEntries(connection: Connection, addition: Addition): Promise<readonly string[]> {
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

function isMessage(entry: EntryRecord): entry is MessageRecord {
  return entry.kind === 'message';
}

function toRow(entry: EntryRecord): EntryRow {
  const { contactId, order } = entry;
  if (entry.kind === 'call') return { contactId, order, entry };
  return entry.mine
    ? { contactId, order, ownPlace: [entry.epoch, entry.count], entry }
    : { contactId, order, receivedId: entry.id, entry };
}
