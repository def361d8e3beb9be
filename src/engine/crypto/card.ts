import type { ContactId } from '../../shared/identity/contact-id.ts';
import { concatBytes } from '../bytes/concat-bytes.ts';
import { parseHex, toHex } from '../bytes/hex.ts';
import type { BoxName } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import { idOfKeys } from './identity-keys.ts';
import { canAgreeWith, hasSigned, sign } from './public-keys.ts';
import { publicKeyLength, signatureLength } from './rules/lengths.ts';
import { utf8 } from './utf8.ts';

/** What the directory tells about an ID. */
export interface Card {
  readonly keys: PublicKeys;
  readonly box: BoxName;
}

const version = 1;
const boxLength = 32;
const signedLength = 1 + 2 * publicKeyLength + boxLength;
const cardLength = signedLength + signatureLength;

/** Version, both public keys, mailbox, signature: what strangers need for a knock, and no name. */
export async function makeCard({ publicKeys, box, signingKey }: IdentityRecord): Promise<Uint8Array> {
  const boxBytes = parseHex(box, boxLength);
  if (!boxBytes) throw new RangeError('a mailbox name has 64 hex digits');
  const content = concatBytes(Uint8Array.of(version), publicKeys.identity, publicKeys.agreement, boxBytes);
  return concatBytes(content, await sign(signingKey, signedBytes(content)));
}

/** Undefined unless the keys are those behind `expectedId` and their owner signed the card; never rejects. */
export async function parseCard(card: unknown, expectedId: ContactId): Promise<Card | undefined> {
  if (!(card instanceof Uint8Array) || card.length !== cardLength || card[0] !== version) return undefined;
  const content = card.slice(0, signedLength);
  const keys: PublicKeys = {
    identity: content.slice(1, 1 + publicKeyLength),
    agreement: content.slice(1 + publicKeyLength, 1 + 2 * publicKeyLength),
  };
  const message = signedBytes(content);
  // The cheap checks first: recomputing the ID takes a thousand times longer.
  if (!(await hasSigned(keys, { message, signature: card.slice(signedLength) }))) return undefined;
  if (!(await canAgreeWith(keys)) || (await idOfKeys(keys)) !== expectedId) return undefined;
  return { keys, box: toHex(content.subarray(1 + 2 * publicKeyLength)) };
}

function signedBytes(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(utf8('beeline/1 card\0'), content);
}
