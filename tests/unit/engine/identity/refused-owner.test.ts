import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#src/adapters/system-clock.ts';
import { createIdentity, unwrapPreImage } from '#src/engine/crypto/identity-keys.ts';
import { createFakePerson } from '../../../fakes/fake-person.ts';
import { createInMemoryMailboxService } from '../../../fakes/in-memory-mailbox.ts';

const people: ReturnType<typeof createFakePerson>[] = [];
afterEach(async () => {
  for (const person of people.splice(0)) await person.introductions.close();
});

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 6_000, interval: 5 });
const identityOf = (fill: number) =>
  createIdentity({
    root: new Uint8Array(16).fill(fill),
    name: 'Bob',
    knockToken: '0'.repeat(32),
    beacon: String(fill).repeat(32),
  });

function setUp() {
  let aheadMs = 0;
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + aheadMs };
  const service = createInMemoryMailboxService({ clock });
  const arrive = async (name: string, fill: number, mailbox = service.connect(name)) => {
    const person = createFakePerson({ name, mailbox, clock, saved: { prekeys: [], contacts: new Map() } });
    person.saved.identity = await identityOf(fill);
    people.push(person);
    await person.introductions.identity.load();
    const { publication, identity } = person.introductions;
    await until(() => expect(['reachable', 'taken']).toContain(publication.state()));
    return { ...person, mailbox, id: identity.require().id, state: publication.state };
  };
  return { service, arrive, advance: (ms: number) => (aheadMs += ms) };
}

describe('a service that does not know its owner any more', () => {
  it('is shown the mailbox once more as soon as it refuses something, and people write there again', async () => {
    const { service, arrive, advance } = setUp();
    const [alice, bob] = [await arrive('Alice', 1), await arrive('Bob', 2)];
    advance(3_600_000);
    service.loseClaim('Bob');
    const renew = () => bob.introductions.identity.renewInviteLink();
    await expect(renew()).rejects.toMatchObject({ code: 'denied' });
    await until(() => expect(bob.state()).toBe('reachable'));
    await renew();
    expect(await alice.introductions.pairing.invite(bob.id, null)).toMatchObject({ kind: 'sent' });
    await until(() => expect(bob.contacts.get(alice.id)?.status).toBe('asked'));
  });

  it('is shown it at the next start, where only the watch of the mailbox is refused', async () => {
    const { service, arrive } = setUp();
    const bob = await arrive('Bob', 2);
    await bob.introductions.close();
    service.loseClaim('Bob');
    const again = createFakePerson({ name: 'Bob', mailbox: bob.mailbox, clock: systemClock, saved: bob.saved });
    people.push(again);
    await again.introductions.identity.load();
    await until(() => expect(again.introductions.publication.state()).toBe('reachable'));
    const { header, identity } = again.introductions;
    await vi.waitFor(() => header.write(identity.require()), { timeout: 6_000, interval: 50 });
  });

  it('is not asked again and again when it refuses for another reason', async () => {
    const { arrive } = setUp();
    const bob = await arrive('Bob', 2);
    const { writes } = bob.mailbox.usage();
    for (let tries = 0; tries < 20; tries += 1) bob.introductions.publication.handleRefused();
    expect(bob.state()).toBe('reachable');
    expect(bob.mailbox.usage().writes).toBe(writes);
  });
});

describe('an account', () => {
  it('is given up for another one when the identity in this browser is another one', async () => {
    const { service, arrive } = setUp();
    const mailbox = service.connect('Bob');
    const former = await arrive('Bob', 2, mailbox);
    await former.introductions.close();
    const bob = await arrive('Bob', 3, mailbox);
    expect(bob.state()).toBe('reachable');
    expect(bob.saved.identity?.publishedBy).toBe('another Bob');
  });
});

describe('an ID under which somebody else has put a card', () => {
  it('is told to be taken, now and after a restart, and shown to nobody as ours', async () => {
    const { service, arrive } = setUp();
    const { id } = await identityOf(2);
    const other = service.connect('Mallory');
    const mallory = await identityOf(8);
    const { box } = mallory;
    await other.claim({ id, box, beacon: 'a'.repeat(32), preImage: await unwrapPreImage(mallory), grants: 0 });
    await other.publishCard(id, new Uint8Array(161), box);
    const bob = await arrive('Bob', 2);
    expect(bob.state()).toBe('taken');
    expect(bob.saved.identity?.publishedBy).toBeNull();
    await bob.introductions.close();
    const again = createFakePerson({ name: 'Bob', mailbox: bob.mailbox, clock: systemClock, saved: bob.saved });
    people.push(again);
    await again.introductions.identity.load();
    await until(() => expect(again.introductions.publication.state()).toBe('taken'));
  });
});
