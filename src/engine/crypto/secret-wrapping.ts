import { concatBytes } from '../bytes/concat-bytes.ts';
import { utf8 } from './utf8.ts';

/** Binds a wrapped secret to its purpose, so that one cannot be put in the place of the other. */
export type SecretPurpose = 'root' | 'mailbox pre-image';

const ivLength = 12;

export function createWrappingKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** AES-256-GCM; the random 96-bit IV comes first in the result. */
export async function wrapSecret(key: CryptoKey, purpose: SecretPurpose, secret: Uint8Array): Promise<Uint8Array> {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const sealed = await crypto.subtle.encrypt(gcm(iv, purpose), key, secret.slice());
  return concatBytes(iv, new Uint8Array(sealed));
}

/** Rejects when `wrapped` was not made by `wrapSecret` with this key and purpose. */
export async function unwrapSecret(key: CryptoKey, purpose: SecretPurpose, wrapped: Uint8Array): Promise<Uint8Array> {
  const bytes = wrapped.slice();
  return new Uint8Array(
    await crypto.subtle.decrypt(gcm(bytes.subarray(0, ivLength), purpose), key, bytes.subarray(ivLength)),
  );
}

function gcm(iv: Uint8Array<ArrayBuffer>, purpose: SecretPurpose): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: utf8(`beeline/1 ${purpose}`) };
}
