import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStores } from '#src/adapters/indexeddb/open-stores.ts';
import { newCounters } from '#src/engine/chat/rules/counters.ts';
import type { ConversationRecord, MessageRecord, Stores } from '#src/engine/ports/stores-port.ts';
import { defaultSettings } from '#src/shared/settings/settings.ts';

const name = 'full';
const bob = 'B'.repeat(20);
const epoch = 'e'.repeat(32);
let stores: Stores;

function message(order: number, changes: Partial<MessageRecord> = {}): MessageRecord {
  const id = order.toString(16).padStart(32, '0');
  const place = { epoch, count: order, order };
  return { kind: 'message', id, contactId: bob, mine: true, text: `text ${order}`, atMs: order, ...place, ...changes };
}

function counters(next: number): ConversationRecord {
  return { ...newCounters(epoch), contactId: bob, nextCount: next, nextOrder: next };
}

/** Everything that is stored, wherever. */
async function contents(): Promise<unknown> {
  const db = await openDB(name);
  const all = await Promise.all([...db.objectStoreNames].map(async (store) => [store, await db.getAll(store)]));
  db.close();
  return all;
}

type Failure = 'quota' | 'abort';

/** Lets the n-th writing operation from now on fail; resolves to whether there was one. */
async function failing(nth: number, failure: Failure, work: () => Promise<unknown>): Promise<boolean> {
  let done = 0;
  const spies = (['put', 'add', 'delete'] as const).map((operation) => {
    const original = IDBObjectStore.prototype[operation] as (...input: unknown[]) => IDBRequest;
    return vi.spyOn(IDBObjectStore.prototype, operation).mockImplementation(function (
      this: IDBObjectStore,
      ...input: unknown[]
    ) {
      done += 1;
      if (done !== nth) return original.apply(this, input) as never;
      if (failure === 'quota') throw new DOMException('no room', 'QuotaExceededError');
      const request = original.apply(this, input) as never;
      this.transaction.abort();
      return request;
    });
  });
  const outcome = await work().then(
    () => 'stored' as const,
    (error: unknown) => error,
  );
  for (const spy of spies) spy.mockRestore();
  if (done < nth) return false;
  expect(outcome).toMatchObject({ name: 'StoreError', code: failure === 'quota' ? 'full' : 'failed' });
  return true;
}

const writes: Readonly<Record<string, () => Promise<unknown>>> = {
  'a group of messages with an edit': () => {
    const edit = message(5, { text: 'better', amends: { kind: 'edit', target: message(1).id } });
    return stores.conversations.append([message(3), message(4), edit], counters(6));
  },
  'counters alone': () => stores.conversations.saveConversation(counters(9)),
  'the end of a conversation': () => stores.conversations.removeContact(bob),
  settings: () => stores.settings.save({ ...defaultSettings, theme: 'dark' }),
};

beforeEach(async () => {
  stores = await openStores({ name });
  await stores.conversations.append([message(1), message(2)], counters(3));
  await stores.settings.save(defaultSettings);
});

afterEach(() => deleteDB(name));

describe.each(['quota', 'abort'] as const)('a disk that refuses by %s at any operation', (failure) => {
  it.each(Object.keys(writes))('leaves %s undone as a whole, and does it once there is room', async (what) => {
    const write = writes[what] ?? (() => Promise.reject(new Error(what)));
    const before = await contents();
    let refusals = 0;
    while (await failing(refusals + 1, failure, write)) {
      refusals += 1;
      expect(await contents()).toEqual(before);
    }
    expect(refusals).toBeGreaterThan(0);
    expect(await contents()).not.toEqual(before);
  });
});
