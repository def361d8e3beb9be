import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStores } from '#src/adapters/indexeddb/open-stores.ts';
import { newCounters } from '#src/engine/chat/rules/counters.ts';
import type {
  CallNoteRecord,
  ConversationRecord,
  IdentityRecord,
  MessageRecord,
  Stores,
} from '#src/engine/ports/stores-port.ts';
import { StoreError } from '#src/engine/ports/stores-port.ts';
import { defaultSettings } from '#src/shared/settings/settings.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';

const name = 'test';
const alice = 'A'.repeat(20);
const bob = 'B'.repeat(20);
const myEpoch = 'e'.repeat(32);
let stores: Stores;
let inMemory: Stores;

beforeEach(async () => {
  stores = await openStores({ name });
  inMemory = createInMemoryStores();
});

afterEach(async () => {
  await deleteDB(name);
});

function message(order: number, changes: Partial<MessageRecord> = {}): MessageRecord {
  const id = order.toString(16).padStart(32, '0');
  const place = { epoch: myEpoch, count: order, order };
  return { kind: 'message', id, contactId: bob, mine: true, text: `text ${order}`, atMs: order, ...place, ...changes };
}

function note(order: number): CallNoteRecord {
  const what = { kind: 'call', mine: true, video: false, ending: 'no-answer', durationMs: 0 } as const;
  return { ...what, id: `n${order}`, contactId: bob, atMs: order, order };
}

function conversation(changes: Partial<ConversationRecord> = {}): ConversationRecord {
  return { ...newCounters(myEpoch), contactId: bob, ...changes };
}

describe.each([
  ['in IndexedDB', () => stores],
  ['in the memory of tests', () => inMemory],
])('conversations %s', (_, open) => {
  const chats = () => open().conversations;

  it('keep an entry and the counters together', async () => {
    await chats().append([message(1)], conversation({ nextCount: 2, nextOrder: 2 }));
    expect(await chats().loadAll()).toEqual([conversation({ nextCount: 2, nextOrder: 2 })]);
    expect(await chats().page(bob, Infinity, 10)).toEqual([message(1)]);
  });

  it('store nothing of a group of which one entry cannot be stored', async () => {
    await chats().append([message(1)], conversation({ nextOrder: 2 }));
    const group = [message(2), message(1, { id: 'f'.repeat(32), count: 9 })];
    await expect(chats().append(group, conversation({ nextOrder: 4 }))).rejects.toMatchObject({ code: 'failed' });
    expect(await chats().page(bob, Infinity, 10)).toEqual([message(1)]);
    expect(await chats().loadAll()).toEqual([conversation({ nextOrder: 2 })]);
  });

  it('leave out a received message whose ID is there, but not an own one or another contact’s', async () => {
    const received = message(1, { mine: false });
    await chats().append([received], conversation());
    const again = { ...received, order: 2, epoch: 'd'.repeat(32) };
    const own = message(3, { id: received.id });
    expect(await chats().append([again, own], conversation())).toEqual([received.id]);
    expect(await chats().append([{ ...received, contactId: alice }], conversation({ contactId: alice }))).toEqual([]);
    expect(await chats().page(bob, Infinity, 10)).toEqual([received, own]);
    expect(await chats().page(alice, Infinity, 10)).toHaveLength(1);
  });

  it('find own messages after a count, in order, of one epoch and one contact', async () => {
    const entries = [
      ...[3, 1, 2].map((count, index) => message(index + 1, { count })),
      message(4, { count: 5, mine: false }),
      message(5, { count: 6, epoch: 'd'.repeat(32) }),
    ];
    await chats().append(entries, conversation());
    await chats().append([message(1, { contactId: alice, count: 7 })], conversation({ contactId: alice }));
    expect((await chats().outbox(bob, myEpoch, 1)).map(({ count }) => count)).toEqual([2, 3]);
  });

  it('give own messages other places together with the counters, and leave everything else of them', async () => {
    const edited = message(2, { text: 'edited', edited: true });
    await chats().append([message(1), edited, message(3, { mine: false })], conversation({ nextOrder: 4 }));
    const epoch = 'd'.repeat(32);
    const counters = conversation({ myEpoch: epoch, nextCount: 3, nextOrder: 4 });
    await chats().renumber([message(1, { epoch }), message(2, { epoch, text: 'as it was before' })], counters);
    expect(await chats().outbox(bob, epoch, 0)).toEqual([message(1, { epoch }), { ...edited, epoch }]);
    expect(await chats().outbox(bob, myEpoch, 0)).toEqual([]);
    expect(await chats().page(bob, Infinity, 1)).toEqual([message(3, { mine: false })]);
    expect(await chats().loadAll()).toEqual([counters]);
  });

  it('turn pages from the newest to the oldest without loss, even across gaps in the order', async () => {
    const orders = Array.from({ length: 50 }, (_, index) => index + 1).filter(
      (order) => order % 7 !== 0 && order !== 50,
    );
    await chats().append(
      orders.map((order) => (order % 5 === 0 ? note(order) : message(order))),
      conversation(),
    );
    const read: number[] = [];
    for (let before = Infinity; ; before = read[0] ?? 0) {
      const page = await chats().page(bob, before, 8);
      if (page.length === 0) break;
      expect(page.length).toBe(Math.min(8, orders.length - read.length));
      read.unshift(...page.map(({ order }) => order));
    }
    expect(read).toEqual(orders);
  });

  it('turn pages from the oldest to the newest without loss, past messages that only change others', async () => {
    const orders = Array.from({ length: 50 }, (_, index) => index + 1);
    const amends = { kind: 'reaction', target: 'none' } as const;
    const isShown = (order: number): boolean => order % 4 === 1;
    const entries = orders.map((order) => message(order, isShown(order) ? {} : { amends }));
    await chats().append(entries, conversation());
    const read: number[] = [];
    for (let from = 0; ; from = (read.at(-1) ?? 0) + 1) {
      const page = await chats().pageFrom(bob, from, 5);
      read.push(...page.map(({ order }) => order));
      if (page.length < 5) break;
    }
    expect(read).toEqual(orders.filter(isShown));
  });

  it('are removed with all that belongs to them and nothing else', async () => {
    await chats().append([message(1), note(2)], conversation());
    await chats().append([message(1, { contactId: alice })], conversation({ contactId: alice }));
    await chats().removeContact(bob);
    expect(await chats().page(bob, Infinity, 10)).toEqual([]);
    expect((await chats().loadAll()).map(({ contactId }) => contactId)).toEqual([alice]);
    expect(await chats().page(alice, Infinity, 10)).toHaveLength(1);
  });
});

describe('conversations on a real disk', () => {
  const chats = () => stores.conversations;

  it('store nothing when the last value of a group cannot be cloned', async () => {
    const broken = { ...conversation(), lastMessage: () => null } as unknown as ConversationRecord;
    await expect(chats().append([message(1)], broken)).rejects.toBeInstanceOf(StoreError);
    expect(await chats().page(bob, Infinity, 10)).toEqual([]);
  });

  it('say that the disk is full, and work again once it is not', async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(chats().append([message(1)], conversation())).rejects.toMatchObject({ code: 'full' });
    put.mockRestore();
    expect(await chats().page(bob, Infinity, 10)).toEqual([]);
    await chats().append([message(1)], conversation());
    expect(await chats().page(bob, Infinity, 10)).toEqual([message(1)]);
  });

  it('are there after the database is opened again', async () => {
    await chats().append([message(1)], conversation());
    const reopened = await openStores({ name });
    expect(await reopened.conversations.page(bob, Infinity, 10)).toEqual([message(1)]);
  });
});

describe('the connection', () => {
  it('gives way to a newer version and says that it cannot work beside it', async () => {
    const newer = await openDB(name, 1_000);
    await expect(stores.contacts.all()).rejects.toMatchObject({ code: 'failed' });
    newer.close();
  });

  it('opens again after the database was deleted under it', async () => {
    await deleteDB(name);
    await expect(stores.contacts.all()).resolves.toEqual([]);
  });
});

describe('settings', () => {
  it('are the defaults until something is saved', async () => {
    expect(await stores.settings.load()).toEqual(defaultSettings);
    await stores.settings.save({ ...defaultSettings, theme: 'dark' });
    expect(await stores.settings.load()).toEqual({ ...defaultSettings, theme: 'dark' });
  });

  it('keep what is known of a damaged record and take defaults for the rest', async () => {
    const db = await openDB(name);
    await db.put('singletons', { theme: 'light', language: 'tlh', showTyping: 'yes', colour: 1 }, 'settings');
    expect(await stores.settings.load()).toEqual({ ...defaultSettings, theme: 'light' });
    await db.put('singletons', 'nonsense', 'settings');
    expect(await stores.settings.load()).toEqual(defaultSettings);
    db.close();
  });
});

describe('the identity', () => {
  it('comes back with keys that work and still do not leave', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
    const identity: IdentityRecord = {
      name: 'Alice',
      id: alice,
      box: 'b'.repeat(64),
      beacon: 'c'.repeat(32),
      publicKeys: { identity: bytes, agreement: bytes },
      signingKey: pair.privateKey,
      agreementKey: pair.privateKey,
      wrappingKey: pair.privateKey,
      wrappedRoot: bytes,
      wrappedPreImage: bytes,
      knockToken: 'd'.repeat(32),
      publishedBy: null,
    };
    expect(await stores.identity.load()).toBeUndefined();
    await stores.identity.save(identity);
    const loaded = await stores.identity.load();
    expect({ ...loaded, signingKey: 0, agreementKey: 0, wrappingKey: 0 }).toEqual({
      ...identity,
      signingKey: 0,
      agreementKey: 0,
      wrappingKey: 0,
    });
    if (!loaded) throw new Error('nothing was stored');
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = await crypto.subtle.sign(algorithm, loaded.signingKey, bytes);
    expect(await crypto.subtle.verify(algorithm, pair.publicKey, signature, bytes)).toBe(true);
    await expect(crypto.subtle.exportKey('pkcs8', loaded.signingKey)).rejects.toThrow();
  });
});
