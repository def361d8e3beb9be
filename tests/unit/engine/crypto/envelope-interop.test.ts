import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { createEnvelope } from '#src/engine/crypto/envelope.ts';
import { deriveSecrets } from '#src/engine/crypto/key-derivation.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';
import { createPerson, sampleSignal } from './people.ts';

/** HPKE base mode written out from RFC 9180 over Node's own primitives, to hold our library and our layout against. */

const kemSuite = Buffer.from([...Buffer.from('KEM'), 0, 0x20]);
const hpkeSuite = Buffer.from([...Buffer.from('HPKE'), 0, 0x20, 0, 1, 0, 2]);

function hmac(key: Uint8Array, data: Uint8Array): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

/** LabeledExtract, RFC 9180 §4. */
function extract(suite: Buffer, salt: Uint8Array, [label, ikm]: readonly [string, Uint8Array]): Buffer {
  return hmac(salt, Buffer.concat([Buffer.from('HPKE-v1'), suite, Buffer.from(label), ikm]));
}

/** LabeledExpand for at most 32 bytes, RFC 9180 §4. */
function expand(suite: Buffer, prk: Uint8Array, [label, info, length]: readonly [string, Uint8Array, number]): Buffer {
  const labeled = [Buffer.from([0, length]), Buffer.from('HPKE-v1'), suite, Buffer.from(label), info, Buffer.from([1])];
  return hmac(prk, Buffer.concat(labeled)).subarray(0, length);
}

function publicKeyFrom(curve: 'X25519' | 'Ed25519', raw: Uint8Array) {
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: curve, x: Buffer.from(raw).toString('base64url') } });
}

/** RFC 9180 §5.1.1 and §5.2 for one message. */
function decrypt(sealed: Buffer, secret: Uint8Array, recipientKey: Uint8Array, path: string): Buffer {
  const enc = sealed.subarray(1, 33);
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), secret]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const dh = diffieHellman({ privateKey, publicKey: publicKeyFrom('X25519', enc) });
  const none = Buffer.alloc(0);
  const eaePrk = extract(kemSuite, none, ['eae_prk', dh]);
  const shared = expand(kemSuite, eaePrk, ['shared_secret', Buffer.concat([enc, recipientKey]), 32]);
  const pskIdHash = extract(hpkeSuite, none, ['psk_id_hash', none]);
  const infoHash = extract(hpkeSuite, none, ['info_hash', Buffer.from('beeline/1 envelope')]);
  const context = Buffer.concat([Buffer.from([0]), pskIdHash, infoHash]);
  const prk = extract(hpkeSuite, shared, ['secret', none]);
  const key = expand(hpkeSuite, prk, ['key', context, 32]);
  const nonce = expand(hpkeSuite, prk, ['base_nonce', context, 12]);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAuthTag(sealed.subarray(-16));
  decipher.setAAD(Buffer.concat([Buffer.from([1]), Buffer.from(path)]));
  return Buffer.concat([decipher.update(sealed.subarray(33, -16)), decipher.final()]);
}

let alice: IdentityRecord;
let bob: IdentityRecord;

beforeAll(async () => {
  [alice, bob] = await Promise.all([createPerson(1), createPerson(2)]);
});

describe('an envelope we seal', () => {
  it('is read by a second implementation that knows only RFC 9180, RFC 8032 and the documented layout', async () => {
    const path = 'inbox/box/slot/grant_2';
    const signal = sampleSignal({ kind: 'answer', session: 258, sequence: 65_537, payload: { hello: 'ボブ' } });
    const sealed = await createEnvelope({ identity: alice }).seal(signal, { keys: bob.publicKeys, box: bob.box, path });
    const { agreementSecret } = await deriveSecrets(new Uint8Array(16).fill(2));
    const page = decrypt(Buffer.from(sealed), agreementSecret, bob.publicKeys.agreement, path);

    expect(page).toHaveLength(975);
    expect(page.subarray(0, 64)).toEqual(Buffer.concat([alice.publicKeys.identity, alice.publicKeys.agreement]));
    expect(page[64]).toBe(4);
    expect([page.readBigUInt64BE(65), page.readBigUInt64BE(73)]).toEqual([258n, 65_537n]);
    expect(page.toString('hex', 81, 97)).toBe(signal.messageId);
    const payloadEnd = 99 + page.readUInt16BE(97);
    expect(JSON.parse(inflateRawSync(page.subarray(99, payloadEnd)).toString())).toEqual(signal.payload);

    const signed = Buffer.concat([
      Buffer.from('beeline/1 letter\0\u0001'),
      bob.publicKeys.identity,
      bob.publicKeys.agreement,
      Buffer.from(bob.box, 'hex'),
      page.subarray(0, payloadEnd),
    ]);
    expect(verify(null, signed, publicKeyFrom('Ed25519', alice.publicKeys.identity), page.subarray(-64))).toBe(true);
  });
});
