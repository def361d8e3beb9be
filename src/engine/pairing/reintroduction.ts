import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { SignalSender } from '../mailbox/signal-sender.ts';
import type { Log } from '../ports/log.ts';
import type { AcceptedContact, IdentityRecord } from '../ports/stores-port.ts';
import type { AcceptPayload } from './rules/signals.ts';

interface ReintroductionDependencies {
  readonly contacts: EditableContactBook;
  readonly signals: Pick<SignalSender, 'send'>;
  readonly identity: () => Pick<IdentityRecord, 'name' | 'beacon'>;
  readonly nowMs: () => number;
  readonly log: Log;
}

/** Tells a contact by a letter what we are called, and under which grant and presence document we are to be found. */
export async function writeIntroduction(
  { signals, identity }: Pick<ReintroductionDependencies, 'signals' | 'identity'>,
  contact: AcceptedContact,
): Promise<void> {
  const { name, beacon } = identity();
  const payload: AcceptPayload = { name, beacon, grant: contact.myGrant, description: null };
  await signals.send(contact, { kind: 'accept', session: 0, payload });
}

/** Tells every contact under which grant and presence document we are to be found: another browser may have told them others. */
export async function reintroduce(deps: ReintroductionDependencies): Promise<void> {
  const { contacts, signals, identity, nowMs, log } = deps;
  const tellAgain = async (contact: AcceptedContact): Promise<void> => {
    // The other browser's signals were numbered from the time of day, and lower numbers are not read any more.
    const sentSequence = Math.max(contact.sentSequence, Math.floor(nowMs()));
    const unconfirmed = { ...contact, sentSequence, confirmed: false };
    await contacts.put(unconfirmed);
    await writeIntroduction({ signals, identity }, unconfirmed);
  };
  const report = (error: unknown): void => log('warn', 'reintroduction-failed', { reason: String(error) });
  await Promise.all(contacts.accepted().map((contact) => tellAgain(contact).catch(report)));
}
