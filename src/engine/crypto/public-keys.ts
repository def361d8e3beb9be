import type { PublicKeys } from '../ports/public-keys.ts';

/** Ed25519 (RFC 8032). */
export async function sign(key: CryptoKey, message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.sign('Ed25519', key, message));
}

/** False also for bytes that are no key or no signature at all. */
export async function hasSigned(
  signer: PublicKeys,
  { message, signature }: { readonly message: Uint8Array<ArrayBuffer>; readonly signature: Uint8Array },
): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', signer.identity.slice(), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature.slice(), message);
  } catch {
    // Browsers differ in whether a point off the curve fails at import or at verification.
    return false;
  }
}

/**
 * False for the few agreement keys of low order, with which every secret would be zero (RFC 7748 §6.1); sealing to one would fail later,
 * far from whoever sent it.
 */
export async function canAgreeWith(keys: PublicKeys): Promise<boolean> {
  try {
    const theirs = await crypto.subtle.importKey('raw', keys.agreement.slice(), 'X25519', false, []);
    const ours = await crypto.subtle.generateKey('X25519', false, ['deriveBits']);
    if (!('privateKey' in ours)) return false;
    const secret = await crypto.subtle.deriveBits({ name: 'X25519', public: theirs }, ours.privateKey, 256);
    return new Uint8Array(secret).some((byte) => byte !== 0);
  } catch {
    // WebCrypto refuses an all-zero secret by throwing.
    return false;
  }
}
