import type { Prekey } from '../crypto/prekey.ts';
import { parsePrekeys } from '../crypto/prekey.ts';
import type { MailboxHeader } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { PrekeyRecord } from '../ports/stores-port.ts';
import type { Mark, MarkVerdict } from './rules/later-mark.ts';
import { judgeMark } from './rules/later-mark.ts';

interface OwnMark {
  readonly owner: PublicKeys;
  /** Newest first. */
  readonly own: readonly PrekeyRecord[];
}

/** Whether the header is of this browser, or of another with the same identity: a later one than ours, or an earlier or none. */
export async function judgeHeader(header: MailboxHeader | null, { owner, own }: OwnMark): Promise<MarkVerdict> {
  const seen = header && (await parsePrekeys(header.prekeys, owner));
  const [newest, ...older] = own;
  // Taking over signs the newest anew, with another time.
  const mine = newest && (await parsePrekeys(newest.signed, owner));
  return judgeMark(seen ? markOf(seen) : undefined, (mine ? [mine, ...older] : older).map(markOf));
}

const markOf = ({ madeAtMs, publicKey }: Prekey): Mark => ({ madeAtMs, name: publicKey });
