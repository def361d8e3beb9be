import type { ContactBook } from '../contacts/contact-book.ts';
import { sha256Hex } from '../crypto/random.ts';
import type { OwnPrekeys } from '../identity/own-prekeys.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';

interface ShutMailboxDependencies {
  readonly mailbox: Pick<MailboxPort, 'writeHeader' | 'deleteGrant'>;
  readonly contacts: ContactBook;
  readonly prekeys: Pick<OwnPrekeys, 'signed'>;
  readonly newToken: () => string;
}

/** Leaves a mailbox into which nobody can write: not contacts, not strangers, not who has an invite link. Rejects with `MailboxError`. */
export async function shutMailbox(deps: ShutMailboxDependencies, identity: IdentityRecord): Promise<void> {
  const { mailbox, contacts, prekeys } = deps;
  const grants = contacts.all().flatMap((contact) => ('myGrant' in contact ? [contact.myGrant] : []));
  await Promise.all([
    ...grants.map((grant) => mailbox.deleteGrant(identity.box, grant)),
    mailbox.writeHeader(identity.box, {
      open: false,
      tokenHash: await sha256Hex(deps.newToken()),
      prekeys: await prekeys.signed(identity),
    }),
  ]);
}
