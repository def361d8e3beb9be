import { describe, expect, test, vi } from 'vitest';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import { recordInbox } from './inbox-recorder.ts';
import { describeMail } from './mail-contract.ts';
import { randomHex, randomId, sealedOf, settleIn, tokenHashOf } from './mailbox-people.ts';
import { patience } from './patience.ts';

const denied = { name: 'MailboxError', code: 'denied' };

/** The part of the contract about signals: who may leave them, and how their owner hears of them. */
export function describeInbox(name: string, connect: () => MailboxPort): void {
  const arrive = () => settleIn(connect());

  describe(`${name}: slots`, () => {
    test('a signal under a grant arrives at once, complete and fresh', async () => {
      const [owner, contact] = [await arrive(), await arrive()];
      const grant = randomHex(32);
      const inbox = recordInbox(owner.mailbox, owner.box);
      await vi.waitFor(() => expect(inbox.states).toEqual(['live']), patience);
      await owner.mailbox.writeGrant(owner.box, grant);
      await contact.mailbox.writeSlot({ box: owner.box, grant, index: 3, sealed: sealedOf(7) });
      await vi.waitFor(() => expect(inbox.slots).toHaveLength(1), patience);
      expect(inbox.slots[0]).toMatchObject({ grant, index: 3, sealed: sealedOf(7), fresh: true });
      expect(Math.abs((inbox.slots[0]?.atMs ?? 0) - Date.now())).toBeLessThan(5_000);
      inbox.stop();
    });

    test('signals that waited are not fresh and come in the order they were written', async () => {
      const [owner, contact] = [await arrive(), await arrive()];
      const grant = randomHex(32);
      await owner.mailbox.writeGrant(owner.box, grant);
      for (const index of [2, 0, 1]) {
        await contact.mailbox.writeSlot({ box: owner.box, grant, index, sealed: sealedOf(index) });
      }
      const inbox = recordInbox(owner.mailbox, owner.box);
      await vi.waitFor(() => expect(inbox.slots).toHaveLength(3), patience);
      expect(inbox.slots.map((slot) => slot.index)).toEqual([2, 0, 1]);
      expect(inbox.slots.map((slot) => slot.fresh)).toEqual([false, false, false]);
      inbox.stop();
    });

    test('an overwritten slot arrives again', async () => {
      const [owner, contact] = [await arrive(), await arrive()];
      const grant = randomHex(32);
      const inbox = recordInbox(owner.mailbox, owner.box);
      await owner.mailbox.writeGrant(owner.box, grant);
      const write = (fill: number) =>
        contact.mailbox.writeSlot({ box: owner.box, grant, index: 0, sealed: sealedOf(fill) });
      await write(1);
      await vi.waitFor(() => write(2), { timeout: 5_000, interval: 300 });
      await vi.waitFor(() => expect(inbox.slots.at(-1)?.sealed).toEqual(sealedOf(2)), patience);
      inbox.stop();
    });

    // On a machine that needs a second for one write, the second write is in time; it gets another chance.
    test('a slot cannot be written twice within a second', { retry: 3 }, async () => {
      const [owner, contact] = [await arrive(), await arrive()];
      const signal = { box: owner.box, grant: randomHex(32), index: 0, sealed: sealedOf(1) };
      await owner.mailbox.writeGrant(owner.box, signal.grant);
      await contact.mailbox.writeSlot(signal);
      await expect(contact.mailbox.writeSlot(signal)).rejects.toMatchObject(denied);
    });

    test('nothing is stored without a grant, nor after the grant is deleted', async () => {
      const [owner, stranger] = [await arrive(), await arrive()];
      const signal = { box: owner.box, grant: randomHex(32), index: 0, sealed: sealedOf(1) };
      await expect(stranger.mailbox.writeSlot(signal)).rejects.toMatchObject(denied);
      await owner.mailbox.writeGrant(owner.box, signal.grant);
      await owner.mailbox.deleteGrant(owner.box, signal.grant);
      await expect(stranger.mailbox.writeSlot(signal)).rejects.toMatchObject(denied);
    });

    test('a grant can be made and deleted by nobody but the owner', async () => {
      const [owner, thief] = [await arrive(), await arrive()];
      const grant = randomHex(32);
      await expect(thief.mailbox.writeGrant(owner.box, grant)).rejects.toMatchObject(denied);
      await owner.mailbox.writeGrant(owner.box, grant);
      await expect(thief.mailbox.deleteGrant(owner.box, grant)).rejects.toMatchObject(denied);
      await thief.mailbox.writeSlot({ box: owner.box, grant, index: 0, sealed: sealedOf(1) });
    });

    test.each([1_023, 1_025, 0])('a signal of %i bytes is refused', async (size) => {
      const owner = await arrive();
      const grant = randomHex(32);
      await owner.mailbox.writeGrant(owner.box, grant);
      const signal = { box: owner.box, grant, index: 0, sealed: new Uint8Array(size) };
      await expect(owner.mailbox.writeSlot(signal)).rejects.toMatchObject(denied);
    });

    test('there is no fifth slot', async () => {
      const owner = await arrive();
      const grant = randomHex(32);
      await owner.mailbox.writeGrant(owner.box, grant);
      const signal = { box: owner.box, grant, index: 4, sealed: sealedOf(1) };
      await expect(owner.mailbox.writeSlot(signal)).rejects.toMatchObject(denied);
    });
  });

  describeMail(name, connect);

  describe(`${name}: knocks`, () => {
    const token = randomHex(32);
    const open = { open: true, tokenHash: tokenHashOf(token), prekeys: new Uint8Array(105) };
    const closed = { ...open, open: false };

    test('a knock by bare ID arrives when the owner accepts those', async () => {
      const [owner, stranger] = [await arrive(), await arrive()];
      await owner.mailbox.writeHeader(owner.box, open);
      const inbox = recordInbox(owner.mailbox, owner.box);
      await vi.waitFor(() => expect(inbox.states).toEqual(['live']), patience);
      await stranger.mailbox.writeKnock({ box: owner.box, sealed: sealedOf(9), token: null });
      await vi.waitFor(() => expect(inbox.knocks).toHaveLength(1), patience);
      expect(inbox.knocks[0]).toMatchObject({ account: stranger.account, sealed: sealedOf(9), fresh: true });
      inbox.stop();
    });

    test('a closed mailbox takes the right token and nothing else', async () => {
      const [owner, stranger, friend] = [await arrive(), await arrive(), await arrive()];
      await owner.mailbox.writeHeader(owner.box, closed);
      const knock = { box: owner.box, sealed: sealedOf(1), token: null };
      await expect(stranger.mailbox.writeKnock(knock)).rejects.toMatchObject(denied);
      const guess = { ...knock, token: randomHex(32) };
      await expect(stranger.mailbox.writeKnock(guess)).rejects.toMatchObject(denied);
      await friend.mailbox.writeKnock({ ...knock, token });
    });

    test('an account that was refused cannot knock, and the refusal is no knock to its owner', async () => {
      const [owner, stranger] = [await arrive(), await arrive()];
      await owner.mailbox.writeHeader(owner.box, open);
      await owner.mailbox.refuseKnocks(owner.box, stranger.account);
      const inbox = recordInbox(owner.mailbox, owner.box);
      await vi.waitFor(() => expect(inbox.states).toEqual(['live']), patience);
      expect(inbox.knocks).toEqual([]);
      inbox.stop();
      const knock = { box: owner.box, sealed: sealedOf(1), token: null };
      await expect(stranger.mailbox.writeKnock(knock)).rejects.toMatchObject(denied);
      await expect(stranger.mailbox.refuseKnocks(owner.box, owner.account)).rejects.toMatchObject(denied);
      await owner.mailbox.deleteKnock(owner.box, stranger.account);
      await stranger.mailbox.writeKnock(knock);
    });

    test('nobody can knock where there is no mailbox', async () => {
      const knock = { box: randomHex(64), sealed: sealedOf(1), token: null };
      await expect(connect().writeKnock(knock)).rejects.toMatchObject(denied);
    });

    test('an account cannot knock again at once, unless the owner has taken the first knock away', async () => {
      const [owner, stranger] = [await arrive(), await arrive()];
      await owner.mailbox.writeHeader(owner.box, open);
      const knock = { box: owner.box, sealed: sealedOf(1), token: null };
      await stranger.mailbox.writeKnock(knock);
      await expect(stranger.mailbox.writeKnock(knock)).rejects.toMatchObject(denied);
      await expect(stranger.mailbox.deleteKnock(owner.box, stranger.account)).rejects.toMatchObject(denied);
      await owner.mailbox.deleteKnock(owner.box, stranger.account);
      await stranger.mailbox.writeKnock(knock);
    });
  });

  describe(`${name}: watching`, () => {
    test('the inbox of somebody else stays silent and is denied', async () => {
      const [owner, spy] = [await arrive(), await arrive()];
      const grant = randomHex(32);
      await owner.mailbox.writeGrant(owner.box, grant);
      await spy.mailbox.writeSlot({ box: owner.box, grant, index: 0, sealed: sealedOf(1) });
      const inbox = recordInbox(spy.mailbox, owner.box);
      await vi.waitFor(() => expect(inbox.states).toEqual(['denied']), patience);
      expect(inbox.slots).toEqual([]);
      inbox.stop();
    });

    test('a watch that was refused begins once the mailbox is claimed', async () => {
      const owner = await arrive();
      const late = connect();
      await late.signIn();
      const inbox = recordInbox(late, owner.box);
      await vi.waitFor(() => expect(inbox.states).toEqual(['denied']), patience);
      await late.claim(owner);
      await vi.waitFor(() => expect(inbox.states.at(-1)).toBe('live'), patience);
      inbox.stop();
    });

    test('a stopped watch hears nothing more', async () => {
      const owner = await arrive();
      const grant = randomHex(32);
      await owner.mailbox.writeGrant(owner.box, grant);
      const [stopped, running] = [recordInbox(owner.mailbox, owner.box), recordInbox(owner.mailbox, owner.box)];
      await vi.waitFor(() => expect(running.states).toEqual(['live']), patience);
      stopped.stop();
      await owner.mailbox.writeSlot({ box: owner.box, grant, index: 0, sealed: sealedOf(1) });
      await vi.waitFor(() => expect(running.slots).toHaveLength(1), patience);
      expect(stopped.slots).toEqual([]);
      running.stop();
    });
  });

  describe(`${name}: usage`, () => {
    test('every operation is counted once, and a stamped one is read back', async () => {
      const owner = await arrive();
      const grant = randomHex(32);
      expect(owner.mailbox.usage()).toEqual({ writes: 2, reads: 0, deletes: 0 });
      await owner.mailbox.writeHeader(owner.box, {
        open: true,
        tokenHash: randomHex(64),
        prekeys: new Uint8Array(105),
      });
      expect(owner.mailbox.usage()).toEqual({ writes: 3, reads: 1, deletes: 0 });
      await owner.mailbox.writeGrant(owner.box, grant);
      await owner.mailbox.deleteGrant(owner.box, grant);
      await owner.mailbox.fetchCard(randomId());
      expect(owner.mailbox.usage()).toEqual({ writes: 6, reads: 3, deletes: 1 });
    });

    test('a signal costs one write here and one read there; an empty inbox costs three reads', async () => {
      const [owner, contact] = [await arrive(), await arrive()];
      const grant = randomHex(32);
      await owner.mailbox.writeGrant(owner.box, grant);
      const before = owner.mailbox.usage().reads;
      const inbox = recordInbox(owner.mailbox, owner.box);
      await vi.waitFor(() => expect(inbox.states).toEqual(['live']), patience);
      await vi.waitFor(() => expect(owner.mailbox.usage().reads - before).toBe(3), patience);
      await contact.mailbox.writeSlot({ box: owner.box, grant, index: 0, sealed: sealedOf(1) });
      await vi.waitFor(() => expect(inbox.slots).toHaveLength(1), patience);
      expect(owner.mailbox.usage().reads - before).toBe(4);
      expect(contact.mailbox.usage()).toEqual({ writes: 3, reads: 0, deletes: 0 });
      inbox.stop();
    });
  });
}
