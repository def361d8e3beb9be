import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import { safetyNumber } from './rules/safety-number.ts';

interface VerificationDependencies {
  readonly contacts: EditableContactBook;
  readonly identity: () => Pick<IdentityRecord, 'publicKeys'>;
  readonly digest: (keys: PublicKeys) => Promise<Uint8Array>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Two people make sure, by a way of their own, that nobody stands between them. */
export interface Verification {
  /** Sixty digits, null for somebody who is not in the contacts. */
  number(id: ContactId): Promise<string | null>;
  setVerified(id: ContactId, verified: boolean): Promise<void>;
}

export function createVerification({ contacts, identity, digest, clock }: VerificationDependencies): Verification {
  return {
    async number(id) {
      const contact = contacts.get(id);
      if (!contact) return null;
      const [mine, theirs] = await Promise.all([digest(identity().publicKeys), digest(contact.keys)]);
      return safetyNumber(mine, theirs);
    },
    async setVerified(id, verified) {
      const contact = contacts.get(id);
      if (contact) await contacts.put({ ...contact, verifiedAtMs: verified ? clock.nowMs() : undefined });
    },
  };
}
