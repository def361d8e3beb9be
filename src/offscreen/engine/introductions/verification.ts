import type { ContactId } from '../../../shared/contact-id.ts';
import { safetyNumber } from '../../../shared/identity/safety-number.ts';
import type { Clock, PublicKeys } from '../../ports.ts';
import type { IdentityRecord } from '../../store/records.ts';
import type { EditableContactBook } from '../contact-book.ts';

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
