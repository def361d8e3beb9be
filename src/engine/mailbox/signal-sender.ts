import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { EnvelopePort, OpenedSignal, SignalKind } from '../crypto/signal.ts';
import type { AcceptPayload } from '../pairing/rules/signals.ts';
import type { Clock } from '../ports/clock.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import { isDenied } from '../ports/mailbox-port.ts';
import type { AcceptedContact, ContactRecord } from '../ports/stores-port.ts';
import { knockPath, slotPath, slotsPerGrant } from './document-paths.ts';

/** Sends sealed signals; sequence numbers are reserved in storage before anything leaves. Rejects with `MailboxError`. */
export interface SignalSender {
  /** To one of the slots that an accepted contact gave us. */
  send(to: ContactRecord, signal: Pick<OpenedSignal, 'kind' | 'session' | 'payload'>): Promise<void>;
  /** To somebody who is no contact yet. */
  sendKnock(to: ContactRecord, payload: unknown, token: string | null): Promise<void>;
  /** Whether the service would refuse another knock because one was left there a moment ago. */
  hasJustKnocked(id: ContactId): boolean;
}

/** The service refuses a second write to one slot within a second; a little more allows for its clock. */
const slotPauseMs = 1_200;
/** And a second knock of one account within a minute. */
const knockPauseMs = 60_000;

interface SignalSenderDependencies {
  readonly mailbox: MailboxPort;
  readonly envelope: () => EnvelopePort;
  readonly contacts: EditableContactBook;
  /** The recipient's prekey, undefined for their agreement key. */
  readonly sealingKey: (to: ContactId) => Promise<Uint8Array | undefined>;
  readonly clock: Clock;
  readonly newId: () => string;
  /** What our acceptance says of us, for a contact who may not have read it yet. */
  readonly introduction: (to: AcceptedContact) => Omit<AcceptPayload, 'description'>;
  /** Their mailbox took a signal, or refused it as it does when they have taken our grant away. */
  readonly onSlotWritten: (to: ContactId, taken: boolean) => void;
}

/** Seals signals and puts them into the recipient's mailbox, one write each. */
export function createSignalSender(deps: SignalSenderDependencies): SignalSender {
  const { mailbox, contacts, clock } = deps;
  const lastWriteMs = new Map<string, number>();
  const lastKnockMs = new Map<ContactId, number>();

  const awaitSlot = async (path: string): Promise<void> => {
    const free = (lastWriteMs.get(path) ?? Number.NEGATIVE_INFINITY) + slotPauseMs;
    const wait = Math.min(free - clock.nowMs(), slotPauseMs);
    if (wait > 0) await new Promise<void>((resolve) => clock.after(wait, resolve));
    lastWriteMs.set(path, clock.nowMs());
  };

  const seal = async (
    to: ContactRecord,
    at: { path: string; prekey: Uint8Array | undefined },
    signal: { kind: SignalKind; session: number; sequence: number; payload: unknown },
  ): Promise<Uint8Array> =>
    deps.envelope().seal({ ...signal, messageId: deps.newId() }, { keys: to.keys, box: to.box, ...at });

  return {
    async send(to, signal) {
      const contact = contacts.get(to.id);
      if (contact?.status !== 'accepted') throw new Error('signals go to accepted contacts only');
      // Before the number is taken: whoever waits for a header must not be overtaken by a higher number.
      const prekey = await deps.sealingKey(to.id);
      const { sequence, stored } = contacts.reserveSequence(to.id);
      const index = sequence % slotsPerGrant;
      const path = slotPath(contact.box, contact.theirGrant, index);
      const sealing = seal(
        contact,
        { path, prekey },
        { ...signal, ...withAcceptance(contact, signal, deps), sequence },
      );
      const [sealed] = await Promise.all([sealing, stored]);
      await awaitSlot(path);
      try {
        await mailbox.writeSlot({ box: contact.box, grant: contact.theirGrant, index, sealed });
        deps.onSlotWritten(to.id, true);
      } catch (error) {
        if (isDenied(error)) deps.onSlotWritten(to.id, false);
        throw error;
      }
    },
    async sendKnock(to, payload, token) {
      const account = await mailbox.signIn();
      const prekey = await deps.sealingKey(to.id);
      const { sequence, stored } = contacts.reserveSequence(to.id);
      const sealing = seal(
        to,
        { path: knockPath(to.box, account), prekey },
        { kind: 'knock', session: 0, sequence, payload },
      );
      const [sealed] = await Promise.all([sealing, stored]);
      try {
        await mailbox.writeKnock({ box: to.box, sealed, token });
        lastKnockMs.set(to.id, clock.nowMs());
      } catch (error) {
        // What seemed to fail may have arrived.
        if (!isDenied(error)) lastKnockMs.set(to.id, clock.nowMs());
        throw error;
      }
    },
    hasJustKnocked: (id) => clock.nowMs() - (lastKnockMs.get(id) ?? Number.NEGATIVE_INFINITY) <= knockPauseMs,
  };
}

/** Slots are overwritten, so an acceptance that may be unread travels again with each offer. */
function withAcceptance(
  contact: AcceptedContact,
  signal: Parameters<SignalSender['send']>[1],
  deps: SignalSenderDependencies,
): { kind: SignalKind; payload: unknown } {
  const { kind, payload } = signal;
  if (kind !== 'offer' || contact.confirmed) return { kind, payload };
  const description = typeof payload === 'object' && payload && 'description' in payload ? payload.description : null;
  return { kind: 'accept', payload: { ...deps.introduction(contact), description } };
}
