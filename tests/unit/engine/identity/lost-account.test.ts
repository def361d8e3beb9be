import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock as clock } from '#src/adapters/system-clock.ts';
import { createFakePerson } from '../../../fakes/fake-person.ts';
import { createInMemoryMailboxService } from '../../../fakes/in-memory-mailbox.ts';

const people: ReturnType<typeof createFakePerson>[] = [];
afterEach(async () => {
  for (const person of people.splice(0)) await person.introductions.close();
});

const until = (condition: () => void) => vi.waitFor(condition, { timeout: 6_000, interval: 5 });

async function setUp() {
  const service = createInMemoryMailboxService({ clock });
  const arrive = async (name: string) => {
    const mailbox = service.connect(name);
    const person = createFakePerson({ name, mailbox, clock });
    people.push(person);
    await person.introductions.identity.create(name);
    await until(() => expect(person.saved.identity?.publishedBy).toBe(name));
    return { ...person, mailbox, id: person.introductions.identity.require().id };
  };
  const [alice, bob] = [await arrive('Alice'), await arrive('Bob')];
  return { service, alice, bob, publishedBy: () => bob.saved.identity?.publishedBy };
}

describe('an account that the service has taken away', () => {
  it('is followed by another one without a restart, and what is written to us then arrives', async () => {
    const { service, alice, bob, publishedBy } = await setUp();
    service.takeAccountAway('Bob');
    await until(() => expect(publishedBy()).toBe('another Bob'));
    expect(await alice.introductions.pairing.invite(bob.id, null)).toMatchObject({ kind: 'sent' });
    await until(() => expect(bob.contacts.get(alice.id)?.status).toBe('asked'));
    expect(await bob.introductions.pairing.accept(alice.id)).toEqual({ kind: 'done' });
  });

  it('is followed by another one as often as it happens', async () => {
    const { service, publishedBy } = await setUp();
    service.takeAccountAway('Bob');
    await until(() => expect(publishedBy()).toBe('another Bob'));
    service.takeAccountAway('another Bob');
    await until(() => expect(publishedBy()).toBe('another another Bob'));
  });

  it('is not followed by one of somebody who has gone on purpose', async () => {
    const { service, alice, bob, publishedBy } = await setUp();
    await bob.introductions.close();
    const { writes } = bob.mailbox.usage();
    await bob.mailbox.leave();
    expect(await bob.mailbox.signIn()).toBe('another Bob');
    // As long as it takes somebody who goes on.
    service.takeAccountAway('Alice');
    await until(() => expect(alice.saved.identity?.publishedBy).toBe('another Alice'));
    expect(publishedBy()).toBe('Bob');
    expect(bob.mailbox.usage().writes).toBe(writes);
  });
});
