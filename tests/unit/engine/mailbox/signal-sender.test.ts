import { expect, test } from 'vitest';
import { createContactBook } from '#src/engine/contacts/contact-book.ts';
import type { EnvelopePort } from '#src/engine/crypto/signal.ts';
import { createSignalSender } from '#src/engine/mailbox/signal-sender.ts';
import type { MailboxPort } from '#src/engine/ports/mailbox-port.ts';
import { contactNamed } from '../../../fakes/link-pair.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

const offer = { kind: 'offer', session: 1, payload: null } as const;

/** Each step is told when it begins; `saved` settles when the disk has done what it was asked for. */
function setUp(saved: Promise<void>) {
  const told: string[] = [];
  const contacts = createContactBook(
    { all: async () => [contactNamed('ben')], save: () => saved, remove: async () => undefined },
    () => told.push('shown'),
  );
  const envelope: EnvelopePort = {
    async seal({ sequence }) {
      told.push(`sealed ${sequence}`);
      return new Uint8Array(1_024);
    },
    open: async () => undefined,
  };
  const mailbox: Pick<MailboxPort, 'writeSlot'> = {
    writeSlot: async ({ index }) => void told.push(`written ${index}`),
  };
  const signals = createSignalSender({
    // Nothing else of it is asked for to write into a slot.
    mailbox: mailbox as MailboxPort,
    envelope: () => envelope,
    contacts,
    sealingKey: async () => undefined,
    clock: createVirtualClock(),
    newId: () => '0'.repeat(32),
    introduction: () => ({ name: '', grant: '', beacon: '' }),
    onSlotWritten: () => undefined,
  });
  return { contacts, signals, told };
}

test('a signal is sealed while its number is being stored, and leaves only then', async () => {
  let save = (): void => undefined;
  const saved = new Promise<void>((resolve) => {
    save = resolve;
  });
  const { contacts, signals, told } = setUp(saved);
  await contacts.load();
  const sent = signals.send(contactNamed('ben'), offer);
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual(['sealed 1']);
  save();
  await sent;
  expect(told).toEqual(['sealed 1', 'written 1']);
});

test('a signal whose number cannot be stored never leaves', async () => {
  const { contacts, signals, told } = setUp(Promise.reject(new Error('full')));
  await contacts.load();
  await expect(signals.send(contactNamed('ben'), offer)).rejects.toThrow('full');
  expect(told).toEqual(['sealed 1']);
});

test('a number that comes or goes is stored and shown to nobody', async () => {
  const { contacts, told } = setUp(Promise.resolve());
  await contacts.load();
  expect(await contacts.advanceSequence('ben', 7)).toMatchObject({ seenSequence: 7 });
  expect(await contacts.advanceSequence('ben', 7)).toBeUndefined();
  await contacts.reserveSequence('ben').stored;
  expect(contacts.get('ben')).toMatchObject({ seenSequence: 7, sentSequence: 1 });
  expect(told).toEqual([]);
});
