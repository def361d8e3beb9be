import { afterEach, describe, expect, it } from 'vitest';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import type { Person } from './meeting.ts';
import { becomeContacts, invite, leave, meet, reachFor, until } from './meeting.ts';

afterEach(leave);

const areContacts = (one: Person, two: Person) =>
  until(() => {
    const [own, theirs] = [one.contacts.get(two.id), two.contacts.get(one.id)];
    expect([own?.status, theirs?.status]).toEqual(['accepted', 'accepted']);
    if (own?.status !== 'accepted' || theirs?.status !== 'accepted') return;
    expect([own.theirGrant, theirs.theirGrant]).toEqual([theirs.myGrant, own.myGrant]);
  });

/** The network goes while something is written, which arrives all the same unless it is `cut`. */
function withLostAnswers() {
  let cut = false;
  let cuts = 0;
  const lost = new Set<keyof MailboxPort>();
  const through = (mailbox: MailboxPort): MailboxPort => ({
    ...mailbox,
    async writeSlot(slot) {
      cuts += cut ? 1 : 0;
      if (cut) throw new MailboxError('unreachable');
      await mailbox.writeSlot(slot);
      if (lost.has('writeSlot')) throw new MailboxError('unreachable');
    },
    async writeKnock(knock) {
      await mailbox.writeKnock(knock);
      if (lost.has('writeKnock')) throw new MailboxError('unreachable');
    },
  });
  const setCut = (next: boolean): void => {
    cut = next;
  };
  return { lost, setCut, cuts: () => cuts, through };
}

describe('two people who change their minds', () => {
  it('are both contacts when one declined the other, and invites them later', async () => {
    const { alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    await bob.introductions.pairing.decline(alice.id);
    expect(await invite(bob, alice)).toEqual({ kind: 'accepted', contactId: alice.id });
    await areContacts(alice, bob);
  });

  it('are both contacts too when nothing was kept of the request that was declined', async () => {
    const { alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    await bob.introductions.pairing.decline(alice.id);
    const record = bob.contacts.get(alice.id);
    if (record?.status !== 'declined') throw new Error('not declined');
    const { theirGrant: _, theirBeacon: __, ...asBefore } = record;
    await bob.contacts.put(asBefore);
    expect(await invite(bob, alice)).toMatchObject({ kind: 'sent' });
    await areContacts(alice, bob);
  });

  it('ask anew when the request that lies here was withdrawn, and say so when it is accepted', async () => {
    const { alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    await alice.introductions.pairing.remove(bob.id);
    expect(await bob.introductions.pairing.accept(alice.id)).toEqual({ kind: 'refused', reason: 'gone' });
    expect(bob.status(alice)).toBeUndefined();
    expect(await invite(bob, alice)).toMatchObject({ kind: 'sent' });
    await until(() => expect(alice.status(bob)).toBe('asked'));
  });

  it('ask anew instead of agreeing to what was withdrawn', async () => {
    const { alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    await alice.introductions.pairing.remove(bob.id);
    expect(await invite(bob, alice)).toMatchObject({ kind: 'sent' });
    await until(() => expect(alice.status(bob)).toBe('asked'));
    await alice.introductions.pairing.accept(bob.id);
    await areContacts(alice, bob);
  });

  it('know who has shut them out as soon as they write, and are contacts again by one invitation', async () => {
    const { alice, bob } = await meet();
    await becomeContacts(alice, bob);
    await bob.introductions.pairing.remove(alice.id);
    expect(await reachFor(alice, bob)).toBe(false);
    await until(() => expect(alice.contacts.get(bob.id)).toMatchObject({ status: 'accepted', shutOut: true }));
    expect(await invite(bob, alice)).toMatchObject({ kind: 'sent' });
    await areContacts(alice, bob);
    expect(alice.contacts.get(bob.id)).not.toHaveProperty('shutOut');
  });

  it('are not shut out by a service that does not know us any more', async () => {
    const { service, alice, bob } = await meet();
    await becomeContacts(alice, bob);
    await bob.introductions.pairing.remove(alice.id);
    service.setReachable(false);
    expect(await reachFor(alice, bob)).toBe(false);
    expect(alice.contacts.get(bob.id)).not.toHaveProperty('shutOut');
  });

  it('find each other again after both blocked, when both want it', async () => {
    const { alice, bob } = await meet();
    await becomeContacts(alice, bob);
    await bob.introductions.pairing.block(alice.id);
    await alice.introductions.pairing.block(bob.id);
    // The first finds that the other has shut their mailbox, and lifts the own block all the same.
    expect(await invite(alice, bob)).toMatchObject({ kind: 'refused' });
    await invite(bob, alice);
    await until(() => expect(alice.status(bob)).toBe('asked'));
    await alice.introductions.pairing.accept(bob.id);
    await areContacts(alice, bob);
  });

  it('keep what was muted muted', async () => {
    const { alice, bob } = await meet();
    await becomeContacts(alice, bob);
    await bob.contacts.setMuted(alice.id, true);
    expect(await reachFor(alice, bob)).toBe(true);
    await until(() => expect(bob.contacts.get(alice.id)).toMatchObject({ confirmed: true }));
    expect(bob.contacts.get(alice.id)?.muted).toBe(true);
  });
});

describe('what seemed not to arrive and did', () => {
  it('is no open mailbox that nobody reads: an invitation', async () => {
    const { lost, through } = withLostAnswers();
    const { alice, bob } = await meet(through);
    lost.add('writeKnock');
    expect(await invite(bob, alice)).toEqual({ kind: 'refused', reason: 'unreachable' });
    await until(() => expect(alice.status(bob)).toBe('asked'));
    await until(async () => expect((await bob.replayGuard.load())?.chores ?? []).toEqual([]));
    expect(await alice.introductions.pairing.accept(bob.id)).toEqual({ kind: 'refused', reason: 'gone' });
    // And a moment later it is too soon to ask again, which is no closed mailbox.
    lost.clear();
    expect(await invite(bob, alice)).toEqual({ kind: 'refused', reason: 'too-soon' });
  });

  it('is no open mailbox that nobody reads: an acceptance, and the next one is heard', async () => {
    const { lost, through } = withLostAnswers();
    const { alice, bob } = await meet(through);
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    lost.add('writeSlot');
    expect(await bob.introductions.pairing.accept(alice.id)).toEqual({ kind: 'refused', reason: 'unreachable' });
    await until(() => expect(alice.status(bob)).toBe('accepted'));
    await until(async () => expect((await bob.replayGuard.load())?.chores ?? []).toEqual([]));
    expect(await reachFor(alice, bob)).toBe(false);
    lost.clear();
    expect(await bob.introductions.pairing.accept(alice.id)).toEqual({ kind: 'done' });
    await areContacts(alice, bob);
  });

  it('is answered with an offer once the service is back: the knock of somebody who had lost us', async () => {
    const { setCut, cuts, through } = withLostAnswers();
    const { service, alice, bob } = await meet(through);
    await becomeContacts(bob, alice);
    await alice.introductions.pairing.remove(bob.id);
    setCut(true);
    expect(await invite(alice, bob)).toMatchObject({ kind: 'sent' });
    await until(() => expect(bob.contacts.get(alice.id)).toMatchObject({ status: 'accepted', confirmed: false }));
    await until(() => expect(cuts()).toBe(1));
    expect(bob.orders.wanted).toEqual([]);
    setCut(false);
    service.setReachable(false);
    service.setReachable(true);
    await until(() => expect(bob.orders.wanted).toEqual([alice.id]));
    expect(await reachFor(bob, alice)).toBe(true);
    await areContacts(alice, bob);
  });
});
