import { describe, expect, it } from 'vitest';
import { crockfordText, crockfordValues } from '#src/shared/identity/crockford.ts';

describe('crockford', () => {
  it('gives back what it wrote', () => {
    const all = Array.from({ length: 32 }, (_, value) => value);
    expect(crockfordValues(crockfordText(all))).toEqual(all);
  });

  // Two of them could cancel each other out before the check character.
  it.each(['U', '0U', 'UU', '*', ' ', 'é'])('reads no values from %j, which the alphabet does not have', (text) => {
    expect(crockfordValues(text)).toBeUndefined();
  });
});
