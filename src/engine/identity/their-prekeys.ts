import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { Prekey } from '../crypto/prekey.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { ContactRecord } from '../ports/stores-port.ts';
import { clockToleranceMs, prekeyLifeMs, prekeyRenewalMs } from './rules/prekey-timing.ts';

/** A key older than this has a successor, if its owner was there at all; half a day is for their renewal to come round. */
const staleMs = prekeyRenewalMs + 12 * 60 * 60 * 1_000;

/** Each header is read at most this often, since reads are billed and an absent owner renews nothing. */
const headerPauseMs = 60 * 60 * 1_000;

interface TheirPrekeysDependencies {
  readonly mailbox: Pick<MailboxPort, 'fetchHeader' | 'serverNowMs'>;
  readonly contacts: EditableContactBook;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly parse: (bytes: Uint8Array, owner: PublicKeys) => Promise<Prekey | undefined>;
  readonly log: Log;
}

/** Which key each contact wants signals sealed to. */
export interface TheirPrekeys {
  /** Undefined when none is known that their owner still has; then signals go to the agreement key. */
  sealingKey(id: ContactId): Promise<Uint8Array | undefined>;
  /** A prekey came over the link, so it is theirs and of now; false when its signature is wrong. */
  learn(id: ContactId, signed: Uint8Array): Promise<boolean>;
  /** A link to them is up, so they could open what was sealed. */
  handleReached(id: ContactId): void;
  /** They introduce themselves again, maybe from another browser: the prekeys of the former one may be out of their reach. */
  handleIntroducedAgain(id: ContactId): void;
}

export function createTheirPrekeys({ mailbox, contacts, clock, parse, log }: TheirPrekeysDependencies): TheirPrekeys {
  const headerReadMs = new Map<ContactId, number>();
  /** Whose signals nobody is known to have opened: they may have come back with other prekeys. */
  const unanswered = new Set<ContactId>();

  const nowMs = (): number => mailbox.serverNowMs() ?? clock.nowMs();

  const isDoubtful = ({ id, prekey }: ContactRecord): boolean =>
    !prekey || unanswered.has(id) || nowMs() - prekey.madeAtMs > staleMs;

  const remember = async (id: ContactId, prekey: Prekey): Promise<void> => {
    const contact = contacts.get(id);
    if (contact && contact.prekey?.madeAtMs !== prekey.madeAtMs) await contacts.put({ ...contact, prekey });
  };

  const readHeader = async ({ id, box, keys, prekey }: ContactRecord): Promise<void> => {
    const sinceMs = clock.nowMs() - (headerReadMs.get(id) ?? Number.NEGATIVE_INFINITY);
    if (sinceMs < headerPauseMs) return;
    headerReadMs.set(id, clock.nowMs());
    const header = await mailbox.fetchHeader(box).catch((error: unknown) => {
      headerReadMs.delete(id);
      log('warn', 'prekey-unread', { reason: String(error) });
      return null;
    });
    const found = header && (await parse(header.prekeys, keys));
    // The service must not be able to lead back to a key that was replaced.
    if (found && found.madeAtMs > (prekey?.madeAtMs ?? Number.NEGATIVE_INFINITY)) await remember(id, found);
  };

  return {
    async sealingKey(id) {
      const before = contacts.get(id);
      if (before && isDoubtful(before)) await readHeader(before);
      unanswered.add(id);
      const prekey = contacts.get(id)?.prekey;
      const ageMs = prekey && nowMs() - prekey.madeAtMs;
      const isAlive = ageMs !== undefined && ageMs > -clockToleranceMs && ageMs < prekeyLifeMs;
      return isAlive ? prekey?.publicKey : undefined;
    },
    async learn(id, signed) {
      const contact = contacts.get(id);
      const prekey = contact && (await parse(signed, contact.keys));
      if (prekey) await remember(id, prekey);
      return prekey !== undefined;
    },
    handleReached: (id) => void unanswered.delete(id),
    handleIntroducedAgain(id) {
      unanswered.add(id);
      headerReadMs.delete(id);
    },
  };
}
