import { utf8 } from './utf8.ts';

/** Everything that follows from a root; whoever has the root has all of it. */
export interface DerivedSecrets {
  /** Ed25519 private key, 32 bytes (RFC 8032 §5.1.5). */
  readonly identitySeed: Uint8Array<ArrayBuffer>;
  /** X25519 private key, 32 bytes (RFC 7748 §5). */
  readonly agreementSecret: Uint8Array<ArrayBuffer>;
  /** SHA-256 of these 32 bytes names the mailbox. */
  readonly preImage: Uint8Array<ArrayBuffer>;
}

/** 128 bits: what twelve recovery words can carry. */
export const rootLength = 16;

const secretLength = 32;

/** HKDF-SHA-256 (RFC 5869) without salt, since the root is uniformly random; each use has its own label as info. */
export async function deriveSecrets(root: Uint8Array): Promise<DerivedSecrets> {
  if (root.length !== rootLength) throw new RangeError(`a root has ${rootLength} bytes, not ${root.length}`);
  const key = await crypto.subtle.importKey('raw', root.slice(), 'HKDF', false, ['deriveBits']);
  const derive = async (label: string) => {
    const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(label) };
    return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, secretLength * 8));
  };
  const [identitySeed, agreementSecret, preImage] = await Promise.all([
    derive('beeline/1 identity key'),
    derive('beeline/1 agreement key'),
    derive('beeline/1 mailbox'),
  ]);
  return { identitySeed, agreementSecret, preImage };
}
