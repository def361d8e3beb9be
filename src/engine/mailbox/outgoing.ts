import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import { parsePrekeys } from '../crypto/prekey.ts';
import { randomHex } from '../crypto/random.ts';
import type { OwnIdentity } from '../identity/own-identity.ts';
import type { TheirPrekeys } from '../identity/their-prekeys.ts';
import { createTheirPrekeys } from '../identity/their-prekeys.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import type { Topic } from '../topic.ts';
import { createTopic } from '../topic.ts';
import type { LeaveMail } from './leave-mail.ts';
import { createLeaveMail } from './leave-mail.ts';
import type { SignalSender } from './signal-sender.ts';
import { createSignalSender } from './signal-sender.ts';

interface OutgoingDependencies {
  readonly mailbox: MailboxPort;
  readonly contacts: EditableContactBook;
  readonly own: Pick<OwnIdentity, 'identity' | 'envelope'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What we write into the mailboxes of others, and the keys to which it is sealed. */
export interface Outgoing {
  readonly theirPrekeys: TheirPrekeys;
  readonly signals: SignalSender;
  readonly leaveMail: LeaveMail;
  /** Somebody's mailbox took a signal of ours, or refused it. */
  readonly slotWritten: Topic<[to: ContactId, taken: boolean]>;
}

const newId = (): string => randomHex(16);

export function createOutgoing({ mailbox, contacts, own, clock, log }: OutgoingDependencies): Outgoing {
  const { identity, envelope } = own;
  const theirPrekeys = createTheirPrekeys({ mailbox, contacts, clock, parse: parsePrekeys, log });
  const { sealingKey } = theirPrekeys;
  const slotWritten: Outgoing['slotWritten'] = createTopic();
  const signals = createSignalSender({
    mailbox,
    envelope,
    contacts,
    sealingKey,
    clock,
    newId,
    introduction: ({ myGrant }) => ({
      name: identity.require().name,
      beacon: identity.require().beacon,
      grant: myGrant,
    }),
    onSlotWritten: slotWritten.tell,
  });
  const leaveMail = createLeaveMail({ mailbox, contacts, envelope, sealingKey, clock, newId, log });
  return { theirPrekeys, signals, leaveMail, slotWritten };
}
