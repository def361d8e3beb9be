import { describe, expect, it } from 'vitest';
import { createContactBook } from '#src/engine/contacts/contact-book.ts';
import { makePrekey, parsePrekeys } from '#src/engine/crypto/prekey.ts';
import { createTheirPrekeys } from '#src/engine/identity/their-prekeys.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';
import { createPerson } from '../crypto/people.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

async function setUp() {
  const clock = createVirtualClock();
  const bob = await createPerson(2);
  const header: { prekeys: Uint8Array; reads: number; failing: boolean } = {
    prekeys: new Uint8Array(0),
    reads: 0,
    failing: false,
  };
  const store = createInMemoryStores().contacts;
  const contacts = createContactBook(store, () => undefined);
  await contacts.put({
    id: bob.id,
    name: 'Bob',
    keys: bob.publicKeys,
    box: bob.box,
    sentSequence: 1,
    seenSequence: 1,
    changedAtMs: 0,
    status: 'knocked',
    myGrant: 'a'.repeat(32),
  });
  const theirs = createTheirPrekeys({
    mailbox: {
      async fetchHeader() {
        header.reads += 1;
        if (header.failing) throw new MailboxError('unreachable');
        return { open: true, tokenHash: '', prekeys: header.prekeys };
      },
      serverNowMs: () => clock.nowMs(),
    },
    contacts,
    clock,
    parse: parsePrekeys,
    log: () => undefined,
  });
  const make = () => makePrekey(bob, clock.nowMs());
  const publish = async () => {
    const prekey = await make();
    header.prekeys = prekey.signed;
    return prekey.publicKey;
  };
  return { clock, bob, header, store, contacts, theirs, make, publish, key: () => theirs.sealingKey(bob.id) };
}

describe('the key that signals to a contact are sealed to', () => {
  it('comes from the header once, and is remembered in the contact', async () => {
    const { header, store, publish, key } = await setUp();
    const published = await publish();
    expect(await key()).toEqual(published);
    expect(await key()).toEqual(published);
    expect(header.reads).toBe(1);
    expect((await store.all())[0]?.prekey?.publicKey).toEqual(published);
  });

  it('comes over the link, and then no header is read', async () => {
    const { bob, header, theirs, make, key } = await setUp();
    const { signed, publicKey } = await make();
    expect(await theirs.learn(bob.id, signed)).toBe(true);
    expect(await key()).toEqual(publicKey);
    expect(header.reads).toBe(0);
  });

  it('is none for a contact whose header has none, so that their agreement key is used', async () => {
    const { key } = await setUp();
    expect(await key()).toBeUndefined();
  });

  it('is not taken from somebody else', async () => {
    const { clock, bob, header, theirs, key } = await setUp();
    const forged = (await makePrekey(await createPerson(3), clock.nowMs())).signed;
    header.prekeys = forged;
    expect(await key()).toBeUndefined();
    expect(await theirs.learn(bob.id, forged)).toBe(false);
  });

  it('is looked for again when it has become old, and not used after four weeks', async () => {
    const { clock, bob, header, theirs, publish, key } = await setUp();
    const old = await publish();
    await key();
    theirs.handleReached(bob.id);
    clock.advance(8 * dayMs);
    expect(await key()).toEqual(old);
    expect(header.reads).toBe(2);
    clock.advance(19 * dayMs);
    expect(await key()).toEqual(old);
    clock.advance(dayMs);
    expect(await key()).toBeUndefined();
    const published = await publish();
    clock.advance(hourMs);
    expect(await key()).toEqual(published);
  });

  it('is looked for again, once an hour, while nobody is known to have opened the last signal', async () => {
    const { clock, bob, header, theirs, publish, key } = await setUp();
    await publish();
    await key();
    clock.advance(hourMs);
    const restored = await publish();
    expect(await key()).toEqual(restored);
    await key();
    expect(header.reads).toBe(2);
    theirs.handleReached(bob.id);
    clock.advance(hourMs);
    await key();
    expect(header.reads).toBe(2);
  });

  it('does not go back to a key that the service brings again', async () => {
    const { clock, header, publish, key } = await setUp();
    await publish();
    const replaced = header.prekeys;
    clock.advance(hourMs);
    const newer = await publish();
    await key();
    header.prekeys = replaced;
    clock.advance(hourMs);
    expect(await key()).toEqual(newer);
  });

  it('stays what it was while the service cannot be reached, and is asked for again', async () => {
    const { header, publish, key } = await setUp();
    const published = await publish();
    header.failing = true;
    expect(await key()).toBeUndefined();
    header.failing = false;
    expect(await key()).toEqual(published);
  });
});
