import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIdentityWitness } from '#src/adapters/indexeddb/identity-store.ts';
import { openStores } from '#src/adapters/indexeddb/open-stores.ts';
import { createMemoryStorage } from '../../../fakes/memory-storage.ts';
import { createPerson } from '../../engine/crypto/people.ts';

let name = '';
let storage = createMemoryStorage();

beforeEach(() => {
  name = crypto.randomUUID();
  storage = createMemoryStorage();
});
afterEach(() => void vi.useRealTimers());

const open = () => openStores({ name, witness: createIdentityWitness(storage) });

/** Somebody has been here, and the browser was closed. */
async function settleIn() {
  const stores = await open();
  const identity = await createPerson(1);
  await stores.identity.save(identity);
  return { stores, identity };
}

describe('the stored identity', () => {
  it('is nobody where nobody was', async () => {
    expect(await (await open()).identity.load()).toBeUndefined();
  });

  it('is who was here', async () => {
    const { identity } = await settleIn();
    expect(await (await open()).identity.load()).toEqual(identity);
  });

  it('is damaged, not nobody, when the browser has replaced the database by an empty one', async () => {
    await settleIn();
    await deleteDB(name);
    await expect((await open()).identity.load()).rejects.toMatchObject({ code: 'damaged' });
  });

  it.each([
    ['another kind of value', 'junk'],
    ['a record without its keys', { id: 'A'.repeat(20), name: 'Alice' }],
  ])('is damaged as %s', async (_, garbled) => {
    await settleIn();
    const db = await openDB(name);
    await db.put('singletons', garbled, 'identity');
    db.close();
    await expect((await open()).identity.load()).rejects.toMatchObject({ code: 'damaged' });
  });

  it('is nobody after everything was deleted on purpose', async () => {
    const { stores } = await settleIn();
    await stores.startOver();
    expect(await (await open()).identity.load()).toBeUndefined();
  });

  it('is missed also when its witness was not there before', async () => {
    await settleIn();
    storage = createMemoryStorage();
    await (await open()).identity.load();
    await deleteDB(name);
    await expect((await open()).identity.load()).rejects.toMatchObject({ code: 'damaged' });
  });
});

it('a database that another page does not let go of counts as one that does not open', async () => {
  const former = await openDB(name, 1, { upgrade: (db) => void db.createObjectStore('entries') });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const opening = expect(openStores({ name })).rejects.toMatchObject({ name: 'StoreError', code: 'failed' });
  await vi.advanceTimersByTimeAsync(10_000);
  await opening;
  former.close();
});
