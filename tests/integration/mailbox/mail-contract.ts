import { describe, expect, test, vi } from 'vitest';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import { recordInbox } from './inbox-recorder.ts';
import { randomHex, settleIn } from './mailbox-people.ts';
import { patience } from './patience.ts';

const denied = { name: 'MailboxError', code: 'denied' };

/** The part of the contract about messages for somebody who is away. */
export function describeMail(name: string, connect: () => MailboxPort): void {
  const arrive = async () => {
    const [owner, contact] = [await settleIn(connect()), await settleIn(connect())];
    const grant = randomHex(32);
    await owner.mailbox.writeGrant(owner.box, grant);
    const leave = (index: number, size = 1_024): Promise<void> =>
      contact.mailbox.writeMail({ box: owner.box, grant, index, sealed: new Uint8Array(size).fill(index) });
    return { owner, contact, grant, leave };
  };

  describe(`${name}: mail`, () => {
    test('what was left while the owner was away arrives complete, oldest first', async () => {
      const { owner, grant, leave } = await arrive();
      await leave(63, 16_384);
      await leave(0);
      await leave(7, 4_096);
      const inbox = recordInbox(owner.mailbox, owner.box);
      await vi.waitFor(() => expect(inbox.mail).toHaveLength(3), patience);
      expect(inbox.mail.map((mail) => [mail.index, mail.sealed.length])).toEqual([
        [63, 16_384],
        [0, 1_024],
        [7, 4_096],
      ]);
      expect(inbox.mail[0]).toMatchObject({ grant, sealed: new Uint8Array(16_384).fill(63) });
      expect(inbox.malformed).toBe(0);
      inbox.stop();
    });

    test('mail that is written while the owner watches arrives as well', async () => {
      const { owner, leave } = await arrive();
      const inbox = recordInbox(owner.mailbox, owner.box);
      await vi.waitFor(() => expect(inbox.states).toEqual(['live']), patience);
      await leave(5);
      await vi.waitFor(() => expect(inbox.mail.map(({ index }) => index)).toEqual([5]), patience);
      inbox.stop();
    });

    test('mail that its owner deleted does not come again', async () => {
      const { owner, grant, leave } = await arrive();
      await leave(1);
      await leave(2);
      await owner.mailbox.deleteMail(owner.box, grant, 1);
      const inbox = recordInbox(owner.mailbox, owner.box);
      await vi.waitFor(() => expect(inbox.mail.map(({ index }) => index)).toEqual([2]), patience);
      inbox.stop();
    });

    test('nobody but the owner can delete mail', async () => {
      const { owner, contact, grant, leave } = await arrive();
      await leave(1);
      await expect(contact.mailbox.deleteMail(owner.box, grant, 1)).rejects.toMatchObject(denied);
    });

    // On a machine that needs a second for one write, the second write is in time; it gets another chance.
    test('the same document cannot be written twice within a second', { retry: 3 }, async () => {
      const { leave } = await arrive();
      await leave(1);
      await expect(leave(1)).rejects.toMatchObject(denied);
    });

    test('nothing is stored once the grant is gone', async () => {
      const { owner, grant, leave } = await arrive();
      await owner.mailbox.deleteGrant(owner.box, grant);
      await expect(leave(1)).rejects.toMatchObject(denied);
    });

    test.each([0, 1_023, 4_095, 8_192, 16_385])('mail of %i bytes is refused', async (size) => {
      const { leave } = await arrive();
      await expect(leave(1, size)).rejects.toMatchObject(denied);
    });

    test('the ring has sixty-four places', async () => {
      const { leave } = await arrive();
      await expect(leave(64)).rejects.toMatchObject(denied);
    });
  });
}
