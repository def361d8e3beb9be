import { equalBytes } from '../bytes/equal-bytes.ts';
import { toHex } from '../bytes/hex.ts';
import type { Prekey } from '../crypto/prekey.ts';
import { parsePrekeys } from '../crypto/prekey.ts';
import type { MailboxHeader } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { PrekeyRecord } from '../ports/stores-port.ts';

interface OwnMark {
  readonly owner: PublicKeys;
  /** Newest first. */
  readonly own: readonly PrekeyRecord[];
}

/** Whether the header is of this browser, or of another with the same identity: a later one than ours, or an earlier or none. */
export async function judgeHeader(
  header: MailboxHeader | null,
  { owner, own }: OwnMark,
): Promise<'ours' | 'later' | 'earlier'> {
  const seen = header && (await parsePrekeys(header.prekeys, owner));
  if (!seen) return 'earlier';
  if (own.some(({ publicKey }) => equalBytes(publicKey, seen.publicKey))) return 'ours';
  const mine = own[0] && (await parsePrekeys(own[0].signed, owner));
  return !mine || isLater(seen, mine) ? 'later' : 'earlier';
}

/** Any order will do for two of one millisecond, as long as both browsers find the same. */
function isLater(one: Prekey, other: Prekey): boolean {
  if (one.madeAtMs !== other.madeAtMs) return one.madeAtMs > other.madeAtMs;
  return toHex(one.publicKey) > toHex(other.publicKey);
}
