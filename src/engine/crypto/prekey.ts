import { concatBytes } from '../bytes/concat-bytes.ts';
import { equalBytes } from '../bytes/equal-bytes.ts';
import { readTime, writeTime } from '../bytes/time-bytes.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { IdentityRecord, PrekeyRecord } from '../ports/stores-port.ts';
import { canAgreeWith, hasSigned, sign } from './public-keys.ts';
import { madeAtLength, prekeyLength, signedPrekeyLength } from './rules/lengths.ts';
import { utf8 } from './utf8.ts';

/** A key of somebody else to which signals are sealed for a while. */
export interface Prekey {
  /** By its owner's reading of the service's clock. */
  readonly madeAtMs: number;
  /** X25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

const version = 1;

/** A header may carry a few, so that owners can hand over slowly; more is not looked at. */
const maxPrekeys = 4;

/** The private half cannot leave the browser's key store, and no root brings it back. */
export async function makePrekey(identity: IdentityRecord, madeAtMs: number): Promise<PrekeyRecord> {
  const pair = await crypto.subtle.generateKey('X25519', false, ['deriveBits']);
  if (!('privateKey' in pair)) throw new TypeError('X25519: expected a key pair');
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const signed = await signPrekey(identity, { publicKey, madeAtMs });
  return { owner: identity.id, madeAtMs, privateKey: pair.privateKey, publicKey, signed, published: false };
}

/** What others get: the key and when its owner says that it was made. */
export async function signPrekey(identity: IdentityRecord, { publicKey, madeAtMs }: Prekey): Promise<Uint8Array> {
  const content = concatBytes(Uint8Array.of(version), writeTime(madeAtMs), publicKey);
  return concatBytes(content, await sign(identity.signingKey, signedBytes(content)));
}

/** The newest of those that `owner` signed; never rejects. */
export async function parsePrekeys(bytes: Uint8Array, owner: PublicKeys): Promise<Prekey | undefined> {
  const count = bytes.length / prekeyLength;
  if (!Number.isInteger(count) || count > maxPrekeys) return undefined;
  const parts = Array.from({ length: count }, (_, index) =>
    bytes.slice(index * prekeyLength, (index + 1) * prekeyLength),
  );
  const genuine = (await Promise.all(parts.map((part) => parsePrekey(part, owner)))).filter((one) => one !== undefined);
  return genuine.sort((a, b) => b.madeAtMs - a.madeAtMs)[0];
}

async function parsePrekey(part: Uint8Array, owner: PublicKeys): Promise<Prekey | undefined> {
  const content = part.slice(0, signedPrekeyLength);
  const madeAtMs = readTime(content.subarray(1));
  const publicKey = content.slice(1 + madeAtLength);
  // An identity's own agreement key would outlive every renewal.
  if (content[0] !== version || madeAtMs === undefined || equalBytes(publicKey, owner.agreement)) return undefined;
  if (!(await hasSigned(owner, { message: signedBytes(content), signature: part.slice(signedPrekeyLength) }))) {
    return undefined;
  }
  return (await canAgreeWith({ ...owner, agreement: publicKey })) ? { madeAtMs, publicKey } : undefined;
}

function signedBytes(content: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(utf8('beeline/1 prekey\0'), content);
}
