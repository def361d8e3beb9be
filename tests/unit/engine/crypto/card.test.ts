import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { concatBytes } from '#src/engine/bytes/concat-bytes.ts';
import { parseHex } from '#src/engine/bytes/hex.ts';
import { makeCard, parseCard } from '#src/engine/crypto/card.ts';
import { createIdentity, idOfKeys } from '#src/engine/crypto/identity-keys.ts';
import { importAgreementKey, importSigningKey } from '#src/engine/crypto/key-pair.ts';
import { sign } from '#src/engine/crypto/public-keys.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';
import { fromBase64, golden, goldenCard } from './golden.ts';
import { createPerson, flipBit } from './people.ts';

let alice: IdentityRecord;
let mallory: IdentityRecord;
let card: Uint8Array;

beforeAll(async () => {
  [alice, mallory] = await Promise.all([createPerson(1), createPerson(2)]);
  card = await makeCard(alice);
});

describe('card', () => {
  it('gives back keys and mailbox of the ID it was asked for', async () => {
    expect(await parseCard(card, alice.id)).toEqual({ keys: alice.publicKeys, box: alice.box });
  });

  it('is the golden one for the golden root', async () => {
    const root = parseHex(golden.root, 16) ?? new Uint8Array(0);
    const identity = await createIdentity({ root, name: '', knockToken: '', beacon: '' });
    expect(await makeCard(identity)).toEqual(fromBase64(goldenCard));
    expect(await parseCard(fromBase64(goldenCard), golden.id)).toBeDefined();
  });

  it('does not hold the name', async () => {
    expect(await makeCard({ ...alice, name: 'Another name' })).toEqual(card);
  });

  it('is refused for another ID, although its own signature holds', async () => {
    expect(await parseCard(card, mallory.id)).toBeUndefined();
    expect(await parseCard(await makeCard(mallory), alice.id)).toBeUndefined();
  });

  it('is refused when the mailbox is swapped by somebody without the key', async () => {
    const content = concatBytes(card.slice(0, 65), mallory.publicKeys.identity);
    const forged = concatBytes(content, await sign(mallory.signingKey, content));
    expect(await parseCard(forged, alice.id)).toBeUndefined();
    expect(await parseCard(await makeCard({ ...mallory, publicKeys: alice.publicKeys }), alice.id)).toBeUndefined();
  });

  it.each([
    ['of another version', (content: Uint8Array) => Uint8Array.of(2, ...content.slice(1))],
    ['with more in it', (content: Uint8Array) => Uint8Array.of(...content, 0)],
  ])('%s is refused, although its owner signed it', async (_, change) => {
    const content = change(card.slice(0, 97));
    const label = new TextEncoder().encode('beeline/1 card\0');
    const signed = concatBytes(content, await sign(alice.signingKey, concatBytes(label, content)));
    expect(await parseCard(signed, alice.id)).toBeUndefined();
    const genuine = concatBytes(label, card.slice(0, 97));
    expect(concatBytes(card.slice(0, 97), await sign(alice.signingKey, genuine))).toEqual(card);
  });

  it('has room for a mailbox name of 64 digits only', async () => {
    await expect(makeCard({ ...alice, box: alice.box.slice(1) })).rejects.toThrow(RangeError);
  });

  it('is refused when one of the two keys is swapped by the owner of the other', async () => {
    const publicKeys = { identity: mallory.publicKeys.identity, agreement: alice.publicKeys.agreement };
    expect(await parseCard(await makeCard({ ...mallory, publicKeys }), alice.id)).toBeUndefined();
    const halfAlice = { identity: alice.publicKeys.identity, agreement: mallory.publicKeys.agreement };
    expect(await parseCard(await makeCard({ ...alice, publicKeys: halfAlice }), alice.id)).toBeUndefined();
  });

  it('is refused when no secret can be agreed with it, although ID and signature hold', async () => {
    const publicKeys = { identity: alice.publicKeys.identity, agreement: new Uint8Array(32) };
    const weak = await makeCard({ ...alice, publicKeys });
    expect(await parseCard(weak, await idOfKeys(publicKeys))).toBeUndefined();
  });

  it('is refused with any single bit changed (all 1,288)', async () => {
    const accepted: number[] = [];
    for (let bit = 0; bit < card.length * 8; bit += 1) {
      if (await parseCard(flipBit(card, bit), alice.id)) accepted.push(bit);
    }
    expect(accepted).toEqual([]);
  });

  it('is refused for 200 well-signed substituted key bundles (each costs 65,536 rounds)', async () => {
    let accepted = 0;
    for (let number = 1; number <= 200; number += 1) {
      const secret = new Uint8Array(32).fill(number);
      const [signing, agreement] = await Promise.all([importSigningKey(secret), importAgreementKey(secret)]);
      const publicKeys = { identity: signing.publicKey, agreement: agreement.publicKey };
      const bundle = await makeCard({ ...mallory, publicKeys, signingKey: signing.privateKey });
      if (await parseCard(bundle, alice.id)) accepted += 1;
    }
    expect(accepted).toBe(0);
  }, 60_000);

  it('is refused for anything else, without throwing', async () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ minLength: 160, maxLength: 160 }).map((bytes) => concatBytes(Uint8Array.of(1), bytes)),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        expect(await parseCard(value, alice.id)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
