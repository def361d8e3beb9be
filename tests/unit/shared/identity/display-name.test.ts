import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName, fitName, maxNameBytes, maxNameCharacters } from '#src/shared/identity/display-name.ts';
import { utf8Length } from '#src/shared/text/text-size.ts';

const family = '👩‍👩‍👧‍👦';
const england = '🏴󠁧󠁢󠁥󠁮󠁧󠁿';

describe('names', () => {
  it.each([
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    ['Mallory\u202Egnp.exe', 'Mallorygnp.exe'],
    ['\u2067שרה\u2069', 'שרה'],
    ['two\nlines', 'two lines'],
    ['山田　太郎', '山田 太郎'],
    ['Hans\u00adPeter', 'HansPeter'],
    ['A\u{e0061}da', 'Ada'],
    ['\u0000\u200B', ''],
    ['\u200d\u3164\u200c', ''],
  ])('clean %j to %j', (text, name) => {
    expect(cleanName(text)).toBe(name);
  });

  it.each([
    ['the joiner that Persian writes between letters', 'علی\u200cرضا'],
    ['the joiner of a Sinhala conjunct', 'ශ්\u200dරී'],
    ['the joiner of a Bengali ra', 'র\u200d্য'],
    ['the joiner behind a bare consonant of Malayalam', 'അനില്\u200d'],
    ['an emoji made of several', `Valentina 👩\u200d🚀 ${family} 👩🏽\u200d🔬 🏳\ufe0f\u200d🌈`],
    ['the flag of a region', england],
    ['the form of a kanji', '葛\u{e0100}城'],
  ])('keep %s', (_, name) => {
    expect(cleanName(name)).toBe(name);
  });

  it.each([
    ['\u200cAda\u200d', 'Ada'],
    ['Ada \u200d Lovelace', 'Ada Lovelace'],
    ['Ada\u200d\u200cLovelace', 'AdaLovelace'],
    ['1\u200d2', '12'],
  ])('lose joiners that join nothing: %j', (text, name) => {
    expect(cleanName(text)).toBe(name);
  });

  it.each([
    ['letters', 'n', maxNameCharacters],
    ['emoji of two UTF-16 units', '🐝', maxNameCharacters],
    ['accents apart', 'ɛ\u0301', maxNameCharacters],
    ['families, by their bytes', family, Math.floor(maxNameBytes / 25)],
    ['flags of regions, by their bytes', england, Math.floor(maxNameBytes / 28)],
  ])('are cut between whole characters: %s', (_, character, most) => {
    expect(fitName(character.repeat(60))).toEqual({ name: character.repeat(most), characters: most, isCut: true });
    expect(fitName(character.repeat(most))).toEqual({ name: character.repeat(most), characters: most, isCut: false });
  });

  it('that are one endless character are none', () => {
    expect(cleanName(`e${'\u0301'.repeat(200)}`)).toBe('');
  });

  it('lose blanks before they are cut, and the blanks and joiners that the cut brings to the end', () => {
    expect(cleanName(` ${'n'.repeat(maxNameCharacters)}`)).toBe('n'.repeat(maxNameCharacters));
    const almost = 'n'.repeat(maxNameCharacters - 1);
    expect(cleanName(`${almost} ${'n'.repeat(9)}`)).toBe(almost);
    expect(cleanName(`${almost}ی\u200cر`)).toBe(`${almost}ی`);
  });

  const pieces = fc.constantFrom(
    '\u200d',
    '\u200c',
    '\u200b',
    '\u202e',
    '👩',
    '🏽',
    '🏴',
    '\u{e0067}',
    '\u{e007f}',
    'ی',
    '\u0d4d',
    '\u0301',
    ' ',
    '1',
  );

  it('stay the same when cleaned twice, and within both limits', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ unit: pieces, maxLength: 90 }));
    fc.assert(
      fc.property(text, (written) => {
        const { name, characters } = fitName(written);
        expect(cleanName(name)).toBe(name);
        expect(characters).toBeLessThanOrEqual(maxNameCharacters);
        expect(utf8Length(name)).toBeLessThanOrEqual(maxNameBytes);
      }),
    );
  });
});
