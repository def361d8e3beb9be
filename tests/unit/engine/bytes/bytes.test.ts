import { describe, expect, it } from 'vitest';
import { concatBytes } from '#src/engine/bytes/concat-bytes.ts';
import { equalBytes } from '#src/engine/bytes/equal-bytes.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('bytes', () => {
  it('are equal when length and content are', () => {
    expect(equalBytes(bytes(1, 2), bytes(1, 2))).toBe(true);
    expect(equalBytes(bytes(), bytes())).toBe(true);
  });

  it.each([
    ['a first byte that differs', bytes(1, 2), bytes(3, 2)],
    ['a last byte that differs', bytes(1, 2), bytes(1, 3)],
    ['a byte more', bytes(1, 2), bytes(1, 2, 3)],
    ['a byte less', bytes(1, 2), bytes(1)],
  ])('are not equal with %s', (_, left, right) => {
    expect(equalBytes(left, right)).toBe(false);
  });

  it('are joined in order', () => {
    expect(concatBytes(bytes(1, 2), bytes(), bytes(3))).toEqual(bytes(1, 2, 3));
  });
});
