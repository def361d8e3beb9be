import type { ContactId } from '../../shared/identity/contact-id.ts';
import { encodeId } from '../../shared/identity/id-codec.ts';
import { concatBytes } from '../bytes/concat-bytes.ts';
import { toHex } from '../bytes/hex.ts';
import type { BoxName, PresenceName } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import { deriveSecrets } from './key-derivation.ts';
import { importAgreementKey, importSigningKey } from './key-pair.ts';
import { createWrappingKey, unwrapSecret, wrapSecret } from './secret-wrapping.ts';
import { utf8 } from './utf8.ts';

/** Makes each guess at keys with a wanted ID 65,536 times dearer, which adds 16 bits to the 95. */
const idRounds = 65_536;

/** The ID that certifies both keys. Takes about 10 ms, so it is for new keys, not for every signal. */
export async function idOfKeys(keys: PublicKeys): Promise<ContactId> {
  const both = concatBytes(keys.identity, keys.agreement);
  const key = await crypto.subtle.importKey('raw', both, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: utf8('beeline/1 contact id'), iterations: idRounds };
  return encodeId(new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 96)));
}

/** Everything a new identity stores. `root` is 16 random bytes; the same root gives the same keys, ID and mailbox again. */
export async function createIdentity(seed: {
  readonly root: Uint8Array;
  readonly name: string;
  readonly knockToken: string;
  readonly beacon: PresenceName;
}): Promise<IdentityRecord> {
  const { identitySeed, agreementSecret, preImage } = await deriveSecrets(seed.root);
  const [signing, agreement] = await Promise.all([importSigningKey(identitySeed), importAgreementKey(agreementSecret)]);
  const publicKeys = { identity: signing.publicKey, agreement: agreement.publicKey };
  const wrappingKey = await createWrappingKey();
  return {
    name: seed.name,
    id: await idOfKeys(publicKeys),
    box: await boxOfPreImage(preImage),
    beacon: seed.beacon,
    publicKeys,
    signingKey: signing.privateKey,
    agreementKey: agreement.privateKey,
    wrappingKey,
    wrappedRoot: await wrapSecret(wrappingKey, 'root', seed.root),
    wrappedPreImage: await wrapSecret(wrappingKey, 'mailbox pre-image', preImage),
    knockToken: seed.knockToken,
    publishedBy: null,
  };
}

/** The 32 bytes that prove the mailbox to the service. */
export function unwrapPreImage(record: IdentityRecord): Promise<Uint8Array> {
  return unwrapSecret(record.wrappingKey, 'mailbox pre-image', record.wrappedPreImage);
}

/** The 16 bytes that recovery words spell. */
export function unwrapRoot(record: IdentityRecord): Promise<Uint8Array> {
  return unwrapSecret(record.wrappingKey, 'root', record.wrappedRoot);
}

async function boxOfPreImage(preImage: Uint8Array<ArrayBuffer>): Promise<BoxName> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', preImage)));
}
