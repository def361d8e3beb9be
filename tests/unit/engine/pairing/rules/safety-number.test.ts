import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHex } from '#src/engine/bytes/hex.ts';
import { safetyNumber } from '#src/engine/pairing/rules/safety-number.ts';

const bytesOf = (hex: string) => parseHex(hex, 30) ?? new Uint8Array(0);
const digest = () => fc.uint8Array({ minLength: 30, maxLength: 30 });

describe('safety number', () => {
  it('is the golden one: people compare it across versions', () => {
    const alice = bytesOf('3aa3350880a95e1b839055bcc95551011680f3d29e5aab8ed6069d4844e7');
    const counting = Uint8Array.from({ length: 30 }, (_, index) => index);
    expect(safetyNumber(alice, counting)).toBe('090606058512110636351516066685649603448031345170742543062919');
  });

  it('is the same for both people', () => {
    fc.assert(fc.property(digest(), digest(), (one, other) => safetyNumber(one, other) === safetyNumber(other, one)));
  });

  it('has sixty digits, also where groups begin with zeros', () => {
    fc.assert(fc.property(digest(), digest(), (one, other) => /^\d{60}$/.test(safetyNumber(one, other))));
    expect(safetyNumber(new Uint8Array(30), new Uint8Array(30))).toBe('0'.repeat(60));
  });

  it('changes with every byte of either digest', () => {
    fc.assert(
      fc.property(digest(), digest(), fc.nat(29), (one, other, place) => {
        const changed = one.slice();
        changed[place] = ((changed[place] ?? 0) + 1) % 256;
        return safetyNumber(one, other) !== safetyNumber(changed, other);
      }),
    );
  });

  it('refuses a digest of another length', () => {
    expect(() => safetyNumber(new Uint8Array(29), new Uint8Array(30))).toThrow(RangeError);
  });
});
