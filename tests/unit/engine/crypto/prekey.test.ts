import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '#src/engine/bytes/concat-bytes.ts';
import { createEnvelope } from '#src/engine/crypto/envelope.ts';
import { makePrekey, parsePrekeys } from '#src/engine/crypto/prekey.ts';
import { sign } from '#src/engine/crypto/public-keys.ts';
import { utf8 } from '#src/engine/crypto/utf8.ts';
import { createPerson, flipBit, sampleSignal } from './people.ts';

const path = 'inbox/somewhere/slot/0';

async function cast() {
  const [alice, bob] = await Promise.all([createPerson(1), createPerson(2)]);
  return { alice, bob, prekey: await makePrekey(bob, 1_000) };
}

describe('a prekey', () => {
  it('is read back with its time by whoever knows its owner', async () => {
    const { bob, prekey } = await cast();
    expect(prekey.signed).toHaveLength(105);
    expect(await parsePrekeys(prekey.signed, bob.publicKeys)).toEqual({
      madeAtMs: 1_000,
      publicKey: prekey.publicKey,
    });
  });

  it('cannot leave the browser and differs from every other', async () => {
    const { bob, prekey } = await cast();
    expect(prekey.privateKey.extractable).toBe(false);
    expect((await makePrekey(bob, 1_000)).publicKey).not.toEqual(prekey.publicKey);
  });

  it('is refused with any bit changed, or as the key of somebody else', async () => {
    const { alice, bob, prekey } = await cast();
    expect(await parsePrekeys(prekey.signed, alice.publicKeys)).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(fc.nat(105 * 8 - 1), async (bit) => {
        expect(await parsePrekeys(flipBit(prekey.signed, bit), bob.publicKeys)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('is the newest of several, whatever their order, and a forged one among them counts for nothing', async () => {
    const { alice, bob, prekey } = await cast();
    const newer = await makePrekey(bob, 2_000);
    const forged = await makePrekey(alice, 3_000);
    const [one, other] = [prekey.signed, newer.signed];
    for (const several of [concatBytes(one, other, forged.signed), concatBytes(forged.signed, other, one)]) {
      expect(await parsePrekeys(several, bob.publicKeys)).toMatchObject({ madeAtMs: 2_000 });
    }
  });

  it.each([0, 1, 104, 106, 5 * 105])('is not found in %d bytes', async (length) => {
    const { bob } = await cast();
    expect(await parsePrekeys(new Uint8Array(length), bob.publicKeys)).toBeUndefined();
  });
});

describe('what its owner signed otherwise than agreed', () => {
  const sealedBy = async (version: number, madeAt: readonly number[], label = 'beeline/1 prekey\0') => {
    const { bob, prekey } = await cast();
    const content = concatBytes(Uint8Array.of(version, ...madeAt), prekey.publicKey);
    const signed = concatBytes(content, await sign(bob.signingKey, concatBytes(utf8(label), content)));
    return parsePrekeys(signed, bob.publicKeys);
  };
  const second = [0, 0, 0, 0, 0, 0, 3, 232];

  it('is a prekey of this version, with a time that is a number, under this label, and nothing else', async () => {
    expect(await sealedBy(1, second)).toMatchObject({ madeAtMs: 1_000 });
    expect(await sealedBy(2, second)).toBeUndefined();
    expect(await sealedBy(1, [255, ...second.slice(1)])).toBeUndefined();
    expect(await sealedBy(1, second, 'beeline/1 letter\0')).toBeUndefined();
  });

  it('is not looked for in more than four, or before bytes that are none', async () => {
    const { bob, prekey } = await cast();
    const four = concatBytes(...Array.from({ length: 4 }, () => prekey.signed));
    expect(await parsePrekeys(four, bob.publicKeys)).toMatchObject({ madeAtMs: 1_000 });
    expect(await parsePrekeys(concatBytes(four, prekey.signed), bob.publicKeys)).toBeUndefined();
    expect(await parsePrekeys(concatBytes(prekey.signed, Uint8Array.of(0)), bob.publicKeys)).toBeUndefined();
  });
});

describe('an envelope sealed to a prekey', () => {
  const seal = async () => {
    const { alice, bob, prekey } = await cast();
    const to = { keys: bob.publicKeys, box: bob.box, path, prekey: prekey.publicKey };
    return { bob, prekey, sealed: await createEnvelope({ identity: alice }).seal(sampleSignal(), to) };
  };

  it('has 1,024 bytes and opens with it', async () => {
    const { bob, prekey, sealed } = await seal();
    expect(sealed).toHaveLength(1_024);
    const other = await makePrekey(bob, 2_000);
    const envelope = createEnvelope({ identity: bob, prekeys: async () => [other, prekey] });
    expect(await envelope.open(sealed, path)).toMatchObject(sampleSignal());
  });

  it('does not open with the long-lived keys once it is gone', async () => {
    const { bob, sealed } = await seal();
    expect(await createEnvelope({ identity: bob }).open(sealed, path)).toBeUndefined();
  });

  it('leaves those that open which were sealed to the agreement key', async () => {
    const { alice, bob, prekey } = await cast();
    const sealed = await createEnvelope({ identity: alice }).seal(sampleSignal(), {
      keys: bob.publicKeys,
      box: bob.box,
      path,
    });
    const envelope = createEnvelope({ identity: bob, prekeys: async () => [prekey] });
    expect(await envelope.open(sealed, path)).toMatchObject(sampleSignal());
  });
});
