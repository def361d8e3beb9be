import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { OrderedFrame } from '../chat/rules/frames.ts';
import type { ContactBook } from '../contacts/contact-book.ts';
import type { EnvelopePort } from '../crypto/signal.ts';
import { prekeyLifeMs } from '../identity/rules/prekey-timing.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import { MailboxError } from '../ports/mailbox-port.ts';
import type { AcceptedContact } from '../ports/stores-port.ts';
import { mailPath } from './document-paths.ts';
import { mailLifeMs } from './rules/lifetimes.ts';

/** Puts messages into the mailbox of somebody who is away, at one place of the ring; never rejects. */
export type LeaveMail = (
  to: ContactId,
  mail: { readonly index: number; readonly frames: readonly OrderedFrame[] },
) => Promise<'left' | 'refused' | 'failed'>;

interface LeaveMailDependencies {
  readonly mailbox: Pick<MailboxPort, 'writeMail' | 'serverNowMs'>;
  readonly contacts: Pick<ContactBook, 'get'>;
  readonly envelope: () => EnvelopePort;
  /** The recipient's prekey, undefined for their agreement key. */
  readonly sealingKey: (to: ContactId) => Promise<Uint8Array | undefined>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly newId: () => string;
  readonly log: Log;
}

/** Seals messages and puts them into the recipient's mailbox, one write each. */
export function createLeaveMail(deps: LeaveMailDependencies): LeaveMail {
  const { mailbox, contacts } = deps;

  /** Who is away renews no prekey, and must be able to open the mail on its last day. */
  const lastingKey = async ({ id }: AcceptedContact): Promise<Uint8Array | undefined> => {
    const key = await deps.sealingKey(id);
    const madeAtMs = contacts.get(id)?.prekey?.madeAtMs ?? 0;
    const ageMs = (mailbox.serverNowMs() ?? deps.clock.nowMs()) - madeAtMs;
    return ageMs + mailLifeMs < prekeyLifeMs ? key : undefined;
  };

  return async (to, { index, frames }) => {
    const contact = contacts.get(to);
    const last = frames.at(-1);
    if (contact?.status !== 'accepted' || !last) return 'refused';
    const { keys, box, theirGrant: grant } = contact;
    const path = mailPath(box, grant, index);
    try {
      const signal = { kind: 'mail' as const, session: 0, sequence: last.n, messageId: deps.newId() };
      const to = { keys, box, path, prekey: await lastingKey(contact) };
      const sealed = await deps.envelope().seal({ ...signal, payload: { frames } }, to);
      await mailbox.writeMail({ box, grant, index, sealed });
      return 'left';
    } catch (error) {
      deps.log('warn', 'mail-not-left', { reason: String(error) });
      // What is no matter of the service will fail the same way again.
      return error instanceof MailboxError && error.code !== 'denied' ? 'failed' : 'refused';
    }
  };
}
