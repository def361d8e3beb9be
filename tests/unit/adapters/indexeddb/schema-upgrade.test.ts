import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, expect, it } from 'vitest';
import { openStores } from '#src/adapters/indexeddb/open-stores.ts';
import { newCounters } from '#src/engine/chat/rules/counters.ts';
import type { CallNoteRecord, MessageRecord } from '#src/engine/ports/stores-port.ts';

const name = 'upgraded';
const bob = 'B'.repeat(20);
const epoch = 'e'.repeat(32);
const theirEpoch = 'f'.repeat(32);
const ids = ['1', '2', '3'].map((digit) => digit.repeat(32));

afterEach(() => deleteDB(name));

function record(index: number, changes: Partial<MessageRecord> = {}): MessageRecord {
  const order = index + 1;
  const place = { epoch, count: order, order };
  const id = ids[index] ?? '';
  return { kind: 'message', id, contactId: bob, mine: true, text: `text ${order}`, atMs: order, ...place, ...changes };
}

function call(id: string, order: number): CallNoteRecord {
  const ending = 'missed' as const;
  return { kind: 'call', id, contactId: bob, mine: false, video: false, ending, atMs: order, durationMs: 0, order };
}

/** As the first version laid it out and filled it. */
async function writeFirstVersion(): Promise<void> {
  const db = await openDB(name, 1, {
    upgrade(made) {
      made.createObjectStore('singletons');
      made.createObjectStore('contacts', { keyPath: 'id' });
      made.createObjectStore('conversations', { keyPath: 'contactId' });
      const entries = made.createObjectStore('entries', { keyPath: ['contactId', 'order'] });
      entries.createIndex('received', ['contactId', 'receivedId'], { unique: true });
      entries.createIndex('own', ['contactId', 'ownPlace'], { unique: true });
    },
  });
  const received = record(0, { mine: false, epoch: theirEpoch, count: 1 });
  await db.add('entries', { contactId: bob, order: 1, receivedId: ids[0], entry: received });
  await db.add('entries', { contactId: bob, order: 2, ownPlace: [epoch, 2], entry: record(1) });
  await db.put('conversations', { ...newCounters(epoch), nextCount: 3, nextOrder: 3, contactId: bob });
  db.close();
}

it('what the first version wrote is all there, and can be answered, changed and reacted to', async () => {
  await writeFirstVersion();
  const { conversations } = await openStores({ name });
  const [counters] = await conversations.loadAll();
  if (!counters) throw new Error('the conversation is gone');
  expect(counters).toMatchObject({ nextCount: 3, nextOrder: 3 });
  expect((await conversations.page(bob, Infinity, 10)).map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect(await conversations.outbox(bob, epoch, 0)).toMatchObject([{ id: ids[1] }]);
  const reaction = record(2, { text: '👍', amends: { kind: 'reaction', target: ids[0] ?? '' } });
  await conversations.append([reaction], { ...counters, nextCount: 4, nextOrder: 4 });
  expect(await conversations.find(bob, ids[0] ?? '')).toMatchObject([{ text: 'text 1', reactions: { mine: '👍' } }]);
});

it('calls noted before are in the list of calls, together with those that come after', async () => {
  await writeFirstVersion();
  const db = await openDB(name, 1);
  await db.add('entries', { contactId: bob, order: 3, entry: call('old', 3) });
  db.close();
  const { conversations } = await openStores({ name });
  const counters = { ...newCounters(epoch), contactId: bob };
  await conversations.append([call('late', 5), call('newest', 4)], counters);
  expect((await conversations.calls(10)).map(({ id }) => id)).toEqual(['late', 'newest', 'old']);
  expect((await conversations.calls(2)).map(({ id }) => id)).toEqual(['late', 'newest']);
  await conversations.removeContact(bob);
  expect(await conversations.calls(10)).toEqual([]);
});

it('a message known before is known after, and not taken twice', async () => {
  await writeFirstVersion();
  const { conversations } = await openStores({ name });
  const [counters] = await conversations.loadAll();
  if (!counters) throw new Error('the conversation is gone');
  const again = record(2, { id: ids[0] ?? '', mine: false, epoch: theirEpoch, count: 1 });
  expect(await conversations.append([again], counters)).toEqual([ids[0]]);
});
