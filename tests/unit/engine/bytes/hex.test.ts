import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHex, toHex } from '#src/engine/bytes/hex.ts';

describe('hex', () => {
  it('gives back the bytes that were written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(parseHex(toHex(bytes), bytes.length)).toEqual(bytes);
      }),
    );
  });

  it.each([
    ['an odd digit', '0ff'],
    ['a digit too many', '00ff00'],
    ['a digit too few', '00f'],
    ['upper case', '00FF'],
    ['a sign that Number.parseInt would take', '+0ff'],
    ['a line break behind the digits', '00f\n'],
    ['a number', 255],
    ['nothing', undefined],
  ])('refuses %s', (_, value) => {
    expect(parseHex(value, 2)).toBeUndefined();
  });
});
