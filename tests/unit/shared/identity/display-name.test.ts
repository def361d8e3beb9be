import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName, maxDisplayNameLength } from '#src/shared/identity/display-name.ts';

describe('names', () => {
  it.each([
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    ['Mallory\u202Egnp.exe', 'Mallory gnp.exe'],
    ['two\nlines', 'two lines'],
    ['山田　太郎', '山田 太郎'],
    ['\u0000\u200B', ''],
  ])('clean %j to %j', (text, name) => {
    expect(cleanName(text)).toBe(name);
  });

  it('are cut between whole characters', () => {
    expect(cleanName('🐝'.repeat(40))).toBe('🐝'.repeat(maxDisplayNameLength / 2));
  });

  it('lose blanks before they are cut, and those that the cut brings to the end', () => {
    expect(cleanName(` ${'n'.repeat(maxDisplayNameLength)}`)).toBe('n'.repeat(maxDisplayNameLength));
    expect(cleanName(`${'n'.repeat(maxDisplayNameLength - 1)} ${'n'.repeat(9)}`)).toBe(
      'n'.repeat(maxDisplayNameLength - 1),
    );
  });

  it('stay the same when cleaned twice', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        (text) => cleanName(cleanName(text)) === cleanName(text),
      ),
    );
  });
});
