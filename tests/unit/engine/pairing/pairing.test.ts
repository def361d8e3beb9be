import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemClock as clock } from '#src/adapters/system-clock.ts';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import { encodeId } from '#src/shared/identity/id-codec.ts';
import { createInMemoryMailboxService } from '../../../fakes/in-memory-mailbox.ts';
import { invite, join, leave, meet, until } from './meeting.ts';

afterEach(leave);

/** Whoever looks for a card waits. */
const afterwards =
  (held: Promise<void>) =>
  (mailbox: MailboxPort): MailboxPort => ({ ...mailbox, fetchCard: (id) => held.then(() => mailbox.fetchCard(id)) });

describe('pairing through the mailbox', () => {
  it('makes two contacts and one offer of an invitation and a click', async () => {
    const { alice, bob } = await meet();
    expect(await invite(alice, bob)).toEqual({ kind: 'sent', contactId: bob.id });
    await until(() => expect(bob.status(alice)).toBe('asked'));
    expect(bob.contacts.get(alice.id)?.name).toBe('Alice');
    expect(bob.orders).toMatchObject({ offers: 0, signals: [], wanted: [] });

    expect(await bob.introductions.pairing.accept(alice.id)).toEqual({ kind: 'done' });
    await until(() => expect(alice.status(bob)).toBe('accepted'));
    await until(() => expect(alice.orders.signals).toHaveLength(1));
    expect(alice.contacts.get(bob.id)?.name).toBe('Bob');
    expect(alice.orders.signals[0]).toMatchObject({
      id: bob.id,
      signal: { kind: 'offer', session: 7, payload: { description: { from: 'the acceptor' } } },
    });
  });

  it('seals to the prekeys of both sides from the first signal on', async () => {
    const { alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    await bob.introductions.pairing.accept(alice.id);
    await until(() => expect(alice.status(bob)).toBe('accepted'));
    expect(alice.contacts.get(bob.id)?.prekey?.publicKey).toEqual(bob.saved.prekeys[0]?.publicKey);
    expect(bob.contacts.get(alice.id)?.prekey?.publicKey).toEqual(alice.saved.prekeys[0]?.publicKey);
  });

  it('takes seven writes from stranger to answered link, of which two count the grants', async () => {
    const { alice, bob } = await meet();
    const writes = () => alice.mailbox.usage().writes + bob.mailbox.usage().writes;
    const before = writes();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    await bob.introductions.pairing.accept(alice.id);
    await until(() => expect(alice.orders.signals).toHaveLength(1));
    const record = alice.contacts.accepted()[0];
    if (record) await alice.introductions.signals.send(record, { kind: 'answer', session: 7, payload: {} });
    expect(writes() - before).toBe(7);
    await until(() => expect(bob.orders.signals).toMatchObject([{ signal: { kind: 'answer' } }]));
    expect(bob.contacts.get(alice.id)).toMatchObject({ status: 'accepted', confirmed: true });
  });

  it('repeats the acceptance with the next offer until the other side is heard of', async () => {
    const { alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    await bob.introductions.pairing.accept(alice.id);
    const [record] = bob.contacts.accepted();
    if (record)
      await bob.introductions.signals.send(record, { kind: 'offer', session: 8, payload: { description: 'd' } });
    await until(() => expect(alice.orders.signals.map(({ signal }) => signal.session)).toEqual([7, 8]));
  });

  it('agrees without a click when both invite each other, and only one makes an offer', async () => {
    const { alice, bob } = await meet();
    await Promise.all([invite(alice, bob), invite(bob, alice)]);
    await until(() => expect([alice.status(bob), bob.status(alice)]).toEqual(['accepted', 'accepted']));
    await until(() => expect([...alice.orders.wanted, ...bob.orders.wanted]).toHaveLength(1));
    const [one, other] = alice.id < bob.id ? [alice, bob] : [bob, alice];
    expect([one.orders.offers, other.orders.offers]).toEqual([1, 0]);
    await until(() => expect(other.orders.signals).toMatchObject([{ signal: { kind: 'offer', session: 7 } }]));
  });

  it('agrees too when their knock comes while one still looks for their card', async () => {
    const service = createInMemoryMailboxService({ clock });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const [alice, bob] = await Promise.all([join(service, 'Alice', afterwards(held)), join(service, 'Bob')]);
    const invited = invite(alice, bob);
    expect(await invite(bob, alice)).toMatchObject({ kind: 'sent' });
    // Time for it to be read, if it were not kept for its turn.
    const read = async (): Promise<void> => expect((await alice.replayGuard.load())?.knocks).toHaveLength(1);
    await vi.waitFor(read, { timeout: 300, interval: 5 }).catch(() => undefined);
    release();
    expect(await invited).toMatchObject({ contactId: bob.id });
    await until(() => expect([alice.status(bob), bob.status(alice)]).toEqual(['accepted', 'accepted']));
  });

  it('leaves no link that an acceptance sought while the block waited for it', async () => {
    const { alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    const { pairing } = bob.introductions;
    await Promise.all([pairing.accept(alice.id), pairing.block(alice.id)]);
    expect(bob.status(alice)).toBe('blocked');
    expect(bob.orders.dropped).toEqual([alice.id, alice.id]);
  });

  it('tells of an ID that nobody has, and remembers nobody', async () => {
    const { alice } = await meet();
    const id = encodeId(new Uint8Array(12).fill(7));
    expect(await alice.introductions.pairing.invite(id, null)).toEqual({ kind: 'refused', reason: 'unknown-id' });
    expect(alice.contacts.all()).toEqual([]);
  });

  it('tells of a card that does not belong to its ID, sends nothing and remembers nobody', async () => {
    const { alice, bob } = await meet();
    const { box } = bob.introductions.identity.require();
    await bob.mailbox.publishCard(bob.id, new Uint8Array(161).fill(1), box);
    expect(await invite(alice, bob)).toEqual({ kind: 'refused', reason: 'wrong-card' });
    expect(alice.contacts.all()).toEqual([]);
  });

  it('lets only the holder of the invite link knock when bare IDs are refused', async () => {
    const { alice, bob } = await meet();
    bob.settings.acceptRequestsById = false;
    await bob.introductions.header.write(bob.introductions.identity.require());
    expect(await invite(alice, bob)).toEqual({ kind: 'refused', reason: 'closed' });
    expect(alice.contacts.all()).toEqual([]);
    expect(await invite(alice, bob, bob.introductions.identity.require().knockToken)).toMatchObject({ kind: 'sent' });
  });

  it('says when the service cannot be reached, and keeps no half-made contact', async () => {
    const { service, alice, bob } = await meet();
    service.setReachable(false);
    expect(await invite(alice, bob)).toEqual({ kind: 'refused', reason: 'unreachable' });
    expect(alice.contacts.all()).toEqual([]);
  });

  it('keeps the request when the acceptance could not be sent', async () => {
    const { service, alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    service.setReachable(false);
    expect(await bob.introductions.pairing.accept(alice.id)).toEqual({ kind: 'refused', reason: 'unreachable' });
    expect(bob.status(alice)).toBe('asked');
    service.setReachable(true);
    expect(await bob.introductions.pairing.accept(alice.id)).toEqual({ kind: 'done' });
  });

  it('shuts the mailbox to a contact who was blocked', async () => {
    const { alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    await bob.introductions.pairing.accept(alice.id);
    await until(() => expect(alice.status(bob)).toBe('accepted'));
    await bob.introductions.pairing.block(alice.id);
    expect(bob.orders.dropped).toContain(alice.id);
    const [record] = alice.contacts.accepted();
    const writing = record && alice.introductions.signals.send(record, { kind: 'offer', session: 9, payload: {} });
    await expect(writing).rejects.toMatchObject({ code: 'denied' });
  });

  it('shuts the mailbox as soon as the service is back, when it could not be reached at the block', async () => {
    const { service, alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    await bob.introductions.pairing.accept(alice.id);
    await until(() => expect(alice.status(bob)).toBe('accepted'));
    service.setReachable(false);
    await bob.introductions.pairing.block(alice.id);
    expect(bob.status(alice)).toBe('blocked');
    expect((await bob.replayGuard.load())?.chores?.map(({ kind }) => kind)).toEqual(['delete-grant', 'refuse-knocks']);
    service.setReachable(true);
    await vi.waitFor(async () => expect((await bob.replayGuard.load())?.chores).toEqual([]));
    const [record] = alice.contacts.accepted();
    const writing = record && alice.introductions.signals.send(record, { kind: 'offer', session: 9, payload: {} });
    await expect(writing).rejects.toMatchObject({ code: 'denied' });
    const knock = { box: bob.introductions.identity.require().box, sealed: new Uint8Array(1_024), token: null };
    await expect(alice.mailbox.writeKnock(knock)).rejects.toMatchObject({ code: 'denied' });
  });

  it('keeps the grant of a request that could not be repeated', async () => {
    const { service, alice, bob } = await meet();
    await invite(alice, bob);
    service.setReachable(false);
    expect(await invite(alice, bob)).toEqual({ kind: 'refused', reason: 'unreachable' });
    service.setReachable(true);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    expect(await bob.introductions.pairing.accept(alice.id)).toEqual({ kind: 'done' });
    await until(() => expect(alice.status(bob)).toBe('accepted'));
  });

  it('lets an account that was blocked knock no more, until it is invited again', async () => {
    const { service, alice, bob } = await meet();
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    await bob.introductions.pairing.block(alice.id);
    const { box } = bob.introductions.identity.require();
    const knock = { box, sealed: new Uint8Array(1_024), token: null };
    await expect(alice.mailbox.writeKnock(knock)).rejects.toMatchObject({ code: 'denied' });
    await service.connect('somebody else').writeKnock(knock);
    expect(await invite(bob, alice)).toMatchObject({ kind: 'sent' });
    await alice.mailbox.writeKnock(knock);
  });

  it('drops a knock that somebody else copied from its document into their own', async () => {
    const { service, alice, bob } = await meet();
    const { box } = bob.introductions.identity.require();
    const stolen: Uint8Array[] = [];
    const stop = new AbortController();
    const listener = {
      onSlot: () => undefined,
      onMail: () => undefined,
      onMalformed: () => undefined,
      onState: () => undefined,
    };
    bob.mailbox.watchInbox(box, { ...listener, onKnock: ({ sealed }) => stolen.push(sealed) }, stop.signal);
    await invite(alice, bob);
    await until(() => expect(bob.status(alice)).toBe('asked'));
    stop.abort();

    for (const sealed of stolen) await service.connect('Mallory').writeKnock({ box, sealed, token: null });
    await until(() => expect(bob.introductions.droppedDocuments()).toBe(1));
    expect(bob.contacts.all()).toHaveLength(1);
  });
});
