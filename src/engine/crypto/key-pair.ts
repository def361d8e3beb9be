import { concatBytes } from '../bytes/concat-bytes.ts';

/** A private key that cannot leave the browser's key store, and its public half as 32 raw bytes. */
export interface KeyPair {
  readonly privateKey: CryptoKey;
  readonly publicKey: Uint8Array<ArrayBuffer>;
}

interface CurveKind {
  readonly algorithm: 'Ed25519' | 'X25519';
  /** Last byte of the curve's object identifier 1.3.101.x (RFC 8410 §3). */
  readonly objectId: number;
  readonly usages: KeyUsage[];
}

const ed25519: CurveKind = { algorithm: 'Ed25519', objectId: 112, usages: ['sign'] };
const x25519: CurveKind = { algorithm: 'X25519', objectId: 110, usages: ['deriveBits'] };

/** From the 32 bytes of RFC 8032 §5.1.5. */
export function importSigningKey(seed: Uint8Array): Promise<KeyPair> {
  return importPair(ed25519, seed);
}

/** From the 32 bytes of RFC 7748 §5. */
export function importAgreementKey(secret: Uint8Array): Promise<KeyPair> {
  return importPair(x25519, secret);
}

/** WebCrypto gives a public key only by exporting the private one, so a second, short-lived import is extractable. */
async function importPair({ algorithm, objectId, usages }: CurveKind, secret: Uint8Array): Promise<KeyPair> {
  const pkcs8 = concatBytes(pkcs8Head(objectId), secret);
  const exportable = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, usages);
  const { x } = await crypto.subtle.exportKey('jwk', exportable);
  if (x === undefined) throw new Error(`${algorithm}: the exported key has no public half`);
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, usages);
  return { privateKey, publicKey: decodeBase64Url(x) };
}

/** PrivateKeyInfo around a 32-byte OneAsymmetricKey (RFC 8410 §7). */
function pkcs8Head(objectId: number): Uint8Array {
  return Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, objectId, 4, 0x22, 4, 0x20);
}

function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
