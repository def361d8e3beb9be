import type { Prekey } from '../crypto/prekey.ts';
import { sha256Hex } from '../crypto/random.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import type { OwnPrekeys } from './own-prekeys.ts';

interface HeaderDependencies {
  readonly mailbox: Pick<MailboxPort, 'writeHeader' | 'fetchHeader'>;
  readonly prekeys: Pick<OwnPrekeys, 'signed' | 'handlePublished' | 'outdo'>;
  readonly acceptsById: () => boolean;
  readonly parse: (bytes: Uint8Array, owner: PublicKeys) => Promise<Prekey | undefined>;
}

/** What strangers and contacts read before they write to us: who may knock, and which prekey to seal to. */
export interface Header {
  /** Writes it as things stand now; rejects with `MailboxError`. */
  write(identity: IdentityRecord): Promise<void>;
  /** Writes one that is newer than that of any other browser with this identity; rejects with `MailboxError`. */
  takeOver(identity: IdentityRecord): Promise<void>;
}

export function createHeader({ mailbox, prekeys, acceptsById, parse }: HeaderDependencies): Header {
  const write = async (identity: IdentityRecord): Promise<void> => {
    await mailbox.writeHeader(identity.box, {
      open: acceptsById(),
      tokenHash: await sha256Hex(identity.knockToken),
      prekeys: await prekeys.signed(identity),
    });
    await prekeys.handlePublished();
  };

  return {
    write,
    async takeOver(identity) {
      const header = await mailbox.fetchHeader(identity.box);
      const seen = header && (await parse(header.prekeys, identity.publicKeys));
      if (seen) await prekeys.outdo(identity, seen.madeAtMs);
      await write(identity);
    },
  };
}
