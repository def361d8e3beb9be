import { describe, expect, it } from 'vitest';
import { createEnvelope } from '#src/engine/crypto/envelope.ts';
import { makePrekey, signPrekey } from '#src/engine/crypto/prekey.ts';
import { createOwnPrekeys } from '#src/engine/identity/own-prekeys.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';
import { createPerson, sampleSignal } from '../crypto/people.ts';

const dayMs = 86_400_000;
const path = 'inbox/somewhere/slot/0';

async function setUp({ serverAheadMs = 0, serverKnown = true } = {}) {
  const clock = createVirtualClock();
  const service = { known: serverKnown };
  const store = createInMemoryStores().prekeys;
  const open = () =>
    createOwnPrekeys({
      store,
      mailbox: { serverNowMs: () => (service.known ? clock.nowMs() + serverAheadMs : null) },
      clock,
      make: makePrekey,
      sign: signPrekey,
    });
  return { clock, service, store, open, prekeys: open(), bob: await createPerson(2) };
}

describe('own prekeys', () => {
  it('with all keys of day 29, nothing of day 0 opens', async () => {
    const { clock, prekeys, open, store, bob } = await setUp();
    await prekeys.keep(bob);
    const [first] = await prekeys.all();
    const to = { keys: bob.publicKeys, box: bob.box, path, prekey: first?.publicKey };
    const sealed = await createEnvelope({ identity: await createPerson(1) }).seal(sampleSignal(), to);
    const openWith = (keys: ReturnType<typeof open>) =>
      createEnvelope({ identity: bob, prekeys: keys.all }).open(sealed, path);

    for (let day = 0; day < 27; day += 1) {
      clock.advance(dayMs);
      await prekeys.keep(bob);
    }
    expect(await prekeys.all()).toHaveLength(4);
    expect(await openWith(prekeys)).toMatchObject(sampleSignal());

    clock.advance(2 * dayMs);
    await prekeys.keep(bob);
    expect(await openWith(prekeys)).toBeUndefined();
    expect(await openWith(open())).toBeUndefined();
    expect((await store.load()).map(({ publicKey }) => publicKey)).not.toContainEqual(first?.publicKey);
  });

  it('are renewed every seven days and not before', async () => {
    const { clock, prekeys, bob } = await setUp();
    const newest = async () => (await prekeys.all())[0]?.madeAtMs;
    await prekeys.keep(bob);
    const first = await newest();
    clock.advance(7 * dayMs - 1);
    await prekeys.keep(bob);
    expect(await newest()).toBe(first);
    clock.advance(1);
    await prekeys.keep(bob);
    expect(await newest()).toBe(clock.nowMs());
    expect(await prekeys.all()).toHaveLength(2);
  });

  it('are renewed and die by the clock of this computer when that of the service stands still', async () => {
    const { clock, store, bob } = await setUp();
    const frozenMs = clock.nowMs();
    const prekeys = createOwnPrekeys({
      store,
      mailbox: { serverNowMs: () => frozenMs },
      clock,
      make: makePrekey,
      sign: signPrekey,
    });
    await prekeys.keep(bob);
    const [first] = await prekeys.all();
    clock.advance(9 * dayMs);
    expect(await prekeys.keep(bob)).toBe(true);
    const [second] = await prekeys.all();
    expect(second?.publicKey).not.toEqual(first?.publicKey);
    // Others take the newest, which is told by this time alone.
    expect(second?.madeAtMs).toBeGreaterThan(first?.madeAtMs ?? Infinity);
    clock.advance(21 * dayMs);
    await prekeys.keep(bob);
    expect((await prekeys.all()).map(({ publicKey }) => publicKey)).not.toContainEqual(first?.publicKey);
    for (let day = 0; day < 365; day += 1) {
      clock.advance(dayMs);
      await prekeys.keep(bob);
    }
    const ages = (await prekeys.all()).map(({ bornAtMs = 0 }) => clock.nowMs() - bornAtMs);
    expect(Math.max(...ages)).toBeLessThan(30 * dayMs);
  });

  it('wait for the header until it has been written, also over a restart', async () => {
    const { prekeys, open, bob } = await setUp();
    expect(await prekeys.keep(bob)).toBe(true);
    expect(await open().keep(bob)).toBe(true);
    await prekeys.handlePublished();
    expect(await prekeys.keep(bob)).toBe(false);
    expect(await open().keep(bob)).toBe(false);
  });

  it('are made once when two ask at the same time', async () => {
    const { prekeys, bob } = await setUp();
    const [one, other] = await Promise.all([prekeys.signed(bob), prekeys.signed(bob)]);
    expect(one).toEqual(other);
  });

  it('of another identity are not kept', async () => {
    const { prekeys, bob } = await setUp();
    await prekeys.keep(await createPerson(3));
    await prekeys.keep(bob);
    expect((await prekeys.all()).map(({ owner }) => owner)).toEqual([bob.id]);
  });

  it("die on time although this computer's clock was two days ahead when they were made", async () => {
    const { clock, service, prekeys, bob } = await setUp({ serverAheadMs: -2 * dayMs, serverKnown: false });
    await prekeys.keep(bob);
    const [first] = await prekeys.all();
    service.known = true;
    await prekeys.keep(bob);
    clock.advance(28 * dayMs);
    await prekeys.keep(bob);
    expect((await prekeys.all()).map(({ publicKey }) => publicKey)).not.toContainEqual(first?.publicKey);
  });

  it('outlive a clock that is two days ahead until the service tells the time', async () => {
    const { clock, service, prekeys, bob } = await setUp();
    await prekeys.keep(bob);
    service.known = false;
    clock.advance(29 * dayMs);
    await prekeys.keep(bob);
    expect(await prekeys.all()).toHaveLength(2);
  });
});
