import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdentity, unwrapRoot } from '#src/engine/crypto/identity-keys.ts';
import { readWords, wordsOfRoot } from '#src/engine/crypto/recovery-words.ts';
import { createPerson } from './people.ts';

/** Test vectors of BIP-39 for 128 bits. */
const vectors: readonly (readonly [fill: number, words: string])[] = [
  [0x00, `${'abandon '.repeat(11)}about`],
  [0x7f, 'legal winner thank year wave sausage worth useful legal winner thank yellow'],
  [0x80, 'letter advice cage absurd amount doctor acoustic avoid letter advice cage above'],
  [0xff, `${'zoo '.repeat(11)}wrong`],
];

describe('recovery words', () => {
  it.each(vectors)('of %i in every byte are those of the standard', (fill, words) => {
    expect(wordsOfRoot(new Uint8Array(16).fill(fill)).join(' ')).toBe(words);
    expect(readWords(words)).toEqual({ kind: 'root', root: new Uint8Array(16).fill(fill) });
  });

  it('bring the same keys, ID and mailbox back', async () => {
    const before = await createPerson(5);
    const read = readWords(wordsOfRoot(await unwrapRoot(before)).join(' '));
    if (read.kind !== 'root') throw new Error('the words of a root were not read');
    const after = await createIdentity({ ...before, root: read.root });
    expect([after.id, after.box, after.publicKeys]).toEqual([before.id, before.box, before.publicKeys]);
  });

  it('are read as people write them down', () => {
    const written =
      '1. LEGAL, 2. winner 3. thank\n4. year 5. Wave 6. sausage;\t7 worth useful　ｌｅｇａｌ winner thank yellow\n';
    expect(readWords(written)).toMatchObject({ kind: 'root' });
  });

  it.each([
    ['', { kind: 'not-twelve' }],
    ['zoo '.repeat(13), { kind: 'not-twelve' }],
    [`${'zoo '.repeat(4)}zoos ${'zoo '.repeat(6)}wrong`, { kind: 'unknown-word', place: 5 }],
    [`zoos ${'zoo '.repeat(10)}wrong`, { kind: 'unknown-word', place: 1 }],
    [`${' '.repeat(1_024)}${'zoo '.repeat(11)}wrong`, { kind: 'not-twelve' }],
    ['zoo '.repeat(12), { kind: 'mistake' }],
    ['winner legal thank year wave sausage worth useful legal winner thank yellow', { kind: 'mistake' }],
  ])('that are none are told apart: %s', (text, told) => {
    expect(readWords(text)).toEqual(told);
  });

  it('survive the way to paper and back for every root', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (root) => {
        expect(readWords(wordsOfRoot(root).join('\n').toUpperCase())).toEqual({ kind: 'root', root });
      }),
    );
  });

  it('never make anything of other text, and never throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000, unit: 'grapheme' }), (text) => readWords(text).kind !== 'root'),
    );
  });
});
