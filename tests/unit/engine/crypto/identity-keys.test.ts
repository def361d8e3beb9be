import { describe, expect, it } from 'vitest';
import { parseHex, toHex } from '#src/engine/bytes/hex.ts';
import { createIdentity, idOfKeys, unwrapPreImage, unwrapRoot } from '#src/engine/crypto/identity-keys.ts';
import { safetyDigest } from '#src/engine/crypto/safety-digest.ts';
import { isContactId } from '#src/shared/identity/id-codec.ts';
import { golden } from './golden.ts';
import { createPerson, flipBit } from './people.ts';

const goldenSeed = {
  root: parseHex(golden.root, 16) ?? new Uint8Array(0),
  name: 'Alice',
  knockToken: 'cd'.repeat(16),
  beacon: 'ef'.repeat(16),
};

describe('createIdentity', () => {
  it('derives the golden keys, mailbox and ID: a change would lock everybody out of theirs', async () => {
    const identity = await createIdentity(goldenSeed);
    expect({
      root: toHex(await unwrapRoot(identity)),
      identityKey: toHex(identity.publicKeys.identity),
      agreementKey: toHex(identity.publicKeys.agreement),
      preImage: toHex(await unwrapPreImage(identity)),
      box: identity.box,
      id: identity.id,
      safetyDigest: toHex(await safetyDigest(identity.publicKeys)),
    }).toEqual(golden);
  });

  it('keeps what it was given and has published nothing yet', async () => {
    const { name, knockToken, beacon, publishedBy } = await createIdentity(goldenSeed);
    expect({ name, knockToken, beacon, publishedBy }).toEqual({
      name: 'Alice',
      knockToken: goldenSeed.knockToken,
      beacon: goldenSeed.beacon,
      publishedBy: null,
    });
  });

  it('stores no key that can be taken out, and no secret in the clear', async () => {
    const identity = await createIdentity(goldenSeed);
    for (const key of [identity.signingKey, identity.agreementKey, identity.wrappingKey]) {
      expect(key.extractable).toBe(false);
      for (const format of ['jwk', 'raw', 'pkcs8'] as const) {
        await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow();
      }
    }
    const stored = Object.values(identity)
      .map((value) => (value instanceof Uint8Array ? toHex(value) : String(value)))
      .join();
    expect(stored).not.toContain(golden.root);
    expect(stored).not.toContain(golden.preImage);
  });

  it('does not accept the wrapped root as the pre-image or the other way round', async () => {
    const identity = await createIdentity(goldenSeed);
    await expect(unwrapPreImage({ ...identity, wrappedPreImage: identity.wrappedRoot })).rejects.toThrow();
    await expect(unwrapRoot({ ...identity, wrappedRoot: identity.wrappedPreImage })).rejects.toThrow();
  });

  it('refuses a root of another length', async () => {
    await expect(createIdentity({ ...goldenSeed, root: new Uint8Array(15) })).rejects.toThrow(RangeError);
  });

  it('gives every root its own ID, keys and mailbox', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(createPerson));
    const facts = people.flatMap(({ id, box, publicKeys }) => [
      id,
      box,
      toHex(publicKeys.identity),
      toHex(publicKeys.agreement),
    ]);
    expect(new Set(facts).size).toBe(16);
  });
});

describe('idOfKeys', () => {
  it('changes with any bit of either key (64 of 512 tried, each takes 65,536 rounds)', async () => {
    const { publicKeys, id } = await createPerson(1);
    const ids = new Set([id]);
    for (let bit = 0; bit < 256; bit += 8) {
      ids.add(await idOfKeys({ ...publicKeys, identity: flipBit(publicKeys.identity, bit + (bit >> 5)) }));
      ids.add(await idOfKeys({ ...publicKeys, agreement: flipBit(publicKeys.agreement, bit + (bit >> 5)) }));
    }
    expect(ids.size).toBe(65);
    expect([...ids].every(isContactId)).toBe(true);
  });

  it('tells two keys from the same two exchanged', async () => {
    const { publicKeys, id } = await createPerson(1);
    expect(await idOfKeys({ identity: publicKeys.agreement, agreement: publicKeys.identity })).not.toBe(id);
  });
});
