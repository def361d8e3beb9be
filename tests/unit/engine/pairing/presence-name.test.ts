import { afterEach, describe, expect, it } from 'vitest';
import { becomeContacts, invite, join, leave, meet, until } from './meeting.ts';

afterEach(leave);

type Person = Awaited<ReturnType<typeof join>>;

const beaconOf = (person: Person): string => person.introductions.identity.require().beacon;
/** What `reader` finds where they believe that `person` tells it. */
const seenBy = async (reader: Person, person: Person) => {
  const contact = reader.contacts.get(person.id);
  return contact && 'theirBeacon' in contact && contact.theirBeacon
    ? (await reader.mailbox.fetchPresence(contact.theirBeacon))?.open
    : undefined;
};

describe('where somebody tells that their browser runs', () => {
  it('is told to nobody who has only been asked', async () => {
    const { alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    expect(bob.contacts.get(alice.id)).toMatchObject({ theirBeacon: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(await seenBy(bob, alice)).toBeUndefined();
  });

  it('is told by both once they agree, by a letter where no link tells it', async () => {
    const { alice, bob } = await meet();
    await becomeContacts(alice, bob);
    expect(await seenBy(alice, bob)).toBe(true);
    expect(alice.contacts.get(bob.id)?.presenceUntold).toBe(true);
    await alice.introductions.presenceNaming.tell();
    await until(async () => expect(await seenBy(bob, alice)).toBe(true));
    expect(alice.contacts.get(bob.id)?.presenceUntold).toBeUndefined();
  });

  it.each(['block', 'remove'] as const)(
    'cannot be read any more after a %s, and others know the new place',
    async (part) => {
      const { service, alice, bob } = await meet();
      const carol = await join(service, 'Carol');
      await becomeContacts(bob, alice);
      await becomeContacts(carol, alice);
      const before = beaconOf(alice);
      expect([await seenBy(bob, alice), await seenBy(carol, alice)]).toEqual([true, true]);
      await alice.introductions.pairing[part](bob.id);
      await until(async () => expect(await bob.mailbox.fetchPresence(before)).toBeNull());
      expect(beaconOf(alice)).not.toBe(before);
      await until(async () => expect(await seenBy(carol, alice)).toBe(true));
      expect(await seenBy(bob, alice)).toBeUndefined();
    },
  );

  it('stays where it is when somebody goes who never knew it', async () => {
    const { alice, bob } = await meet();
    const before = beaconOf(alice);
    await invite(alice, bob);
    await alice.introductions.pairing.remove(bob.id);
    await invite(bob, alice);
    await until(() => expect(alice.status(bob)).toBe('asked'));
    await alice.introductions.pairing.block(bob.id);
    expect(beaconOf(alice)).toBe(before);
  });

  it('moves as soon as the service is back when that was away at the block', async () => {
    const { service, alice, bob } = await meet();
    await becomeContacts(bob, alice);
    const before = beaconOf(alice);
    service.setReachable(false);
    await alice.introductions.pairing.block(bob.id);
    await until(() => expect(beaconOf(alice)).not.toBe(before));
    service.setReachable(true);
    await until(async () => expect(await bob.mailbox.fetchPresence(before)).toBeNull());
    await until(async () => expect((await bob.mailbox.fetchPresence(beaconOf(alice)))?.open).toBe(true));
    expect(alice.introductions.activeBrowser.restsFor()).toBeNull();
  });
});
