import { describe, expect, it } from 'vitest';
import { parseHex, toHex } from '#src/engine/bytes/hex.ts';
import { importAgreementKey, importSigningKey } from '#src/engine/crypto/key-pair.ts';
import { canAgreeWith, hasSigned, sign } from '#src/engine/crypto/public-keys.ts';

function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return parseHex(hex, hex.length / 2) ?? new Uint8Array(0);
}

const agreement = new Uint8Array(32);

describe('signing key', () => {
  it('gives the public key and the signature of RFC 8032 §7.1, test 3', async () => {
    const pair = await importSigningKey(bytes('c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7'));
    expect(toHex(pair.publicKey)).toBe('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025');
    expect(toHex(await sign(pair.privateKey, bytes('af82')))).toBe(
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    );
  });

  it('vouches for no other message, signature or key, and for no bytes that are none', async () => {
    const pair = await importSigningKey(new Uint8Array(32).fill(1));
    const message = bytes('af82');
    const signature = await sign(pair.privateKey, message);
    const signer = { identity: pair.publicKey, agreement };
    expect(await hasSigned(signer, { message, signature })).toBe(true);
    expect(await hasSigned(signer, { message: bytes('af83'), signature })).toBe(false);
    expect(await hasSigned(signer, { message, signature: signature.slice(1) })).toBe(false);
    expect(await hasSigned(signer, { message, signature: new Uint8Array(64) })).toBe(false);
    expect(await hasSigned({ identity: new Uint8Array(31), agreement }, { message, signature })).toBe(false);
    expect(await hasSigned({ identity: new Uint8Array(32).fill(255), agreement }, { message, signature })).toBe(false);
  });
});

describe('agreement key', () => {
  it('gives the public keys and the shared secret of RFC 7748 §6.1', async () => {
    const alice = await importAgreementKey(bytes('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a'));
    const bob = await importAgreementKey(bytes('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'));
    expect(toHex(alice.publicKey)).toBe('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a');
    expect(toHex(bob.publicKey)).toBe('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f');
    const theirs = await crypto.subtle.importKey('raw', bob.publicKey, 'X25519', false, []);
    const secret = await crypto.subtle.deriveBits({ name: 'X25519', public: theirs }, alice.privateKey, 256);
    expect(toHex(new Uint8Array(secret))).toBe('4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742');
  });

  it.each([
    ['zero', '00'.repeat(32)],
    ['one', `01${'00'.repeat(31)}`],
    ['a point of order 8', 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'],
    ['the prime less one', `ec${'ff'.repeat(30)}7f`],
    ['the prime, which is zero again', `ed${'ff'.repeat(30)}7f`],
    ['too few bytes', '09'],
  ])('is unusable when it is %s', async (_, hex) => {
    expect(await canAgreeWith({ identity: new Uint8Array(32), agreement: bytes(hex) })).toBe(false);
  });

  it('is usable otherwise', async () => {
    const pair = await importAgreementKey(new Uint8Array(32).fill(1));
    expect(await canAgreeWith({ identity: new Uint8Array(32), agreement: pair.publicKey })).toBe(true);
  });
});
