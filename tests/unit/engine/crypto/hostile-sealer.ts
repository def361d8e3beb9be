import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { concatBytes } from '#src/engine/bytes/concat-bytes.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** Encrypts any page correctly to `recipient`, as an attacker can: HPKE base mode says nothing about who sealed. */
export async function sealPage(page: Uint8Array, recipient: IdentityRecord, path: string): Promise<Uint8Array> {
  const encoder = new TextEncoder();
  const { agreement } = recipient.publicKeys;
  const recipientPublicKey = await crypto.subtle.importKey('raw', agreement.slice(), 'X25519', true, []);
  const info = encoder.encode('beeline/1 envelope');
  const associated = concatBytes(Uint8Array.of(1), encoder.encode(path));
  const { enc, ct } = await suite.seal({ recipientPublicKey, info }, page, associated);
  return concatBytes(Uint8Array.of(1), new Uint8Array(enc), new Uint8Array(ct));
}
