import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeId, formatId, isContactId, parseContactInput } from '#src/shared/identity/id-codec.ts';
import { sampleIds } from './sample-ids.ts';

const id = encodeId(Uint8Array.of(0x31, 0x41, 0x59, 0x26, 0x53, 0x58, 0x97, 0x93, 0x23, 0x84, 0x62, 0x64));
const token = '00112233445566778899aabbccddeeff';
const found = { kind: 'id', id, token: null, home: null };
const anyId = fc.uint8Array({ minLength: 12, maxLength: 12 }).map(encodeId);

/** Groups of `id` one by one, so that inputs below can be written with any separators. */
const groups = formatId(id).split('-');
const oddGroups = [id.slice(0, 3), id.slice(3, 11), id.slice(11)];

/** `shown` with each character exchanged with its neighbour, replaced, dropped and doubled. */
function typosOf(shown: string): readonly string[] {
  const lettersAt = [...shown].flatMap((character, at) => (character === '-' ? [] : [at]));
  return lettersAt.flatMap((at) => {
    const [before, character, next] = [shown.slice(0, at), shown.charAt(at), shown.charAt(at + 1)];
    const replaced = `${before}${character === '7' ? 'W' : '7'}${shown.slice(at + 1)}`;
    const dropped = `${before}${shown.slice(at + 1)}`;
    const doubled = `${before}${character}${shown.slice(at)}`;
    const exchanged = `${before}${next}${character}${shown.slice(at + 2)}`;
    const isChange = next !== character && next !== '-' && next !== '';
    return [replaced, dropped, doubled, ...(isChange ? [exchanged] : [])];
  });
}

describe('encodeId', () => {
  it('writes bits as ever: a changed layout would give everybody a new ID', () => {
    expect(id).toBe('650NJ9JKB2BS68W4C9JE');
    expect(encodeId(new Uint8Array(12))).toBe('0000000000000000000C');
    expect(encodeId(new Uint8Array(12).fill(255))).toBe('ZZZZZZZZZZZZZZZZZZZP');
  });

  it('uses each of the 95 bits and not the 96th', () => {
    const flip = (bit: number) => {
      const bytes = new Uint8Array(12);
      bytes[bit >> 3] = 0x80 >> (bit & 7);
      return encodeId(bytes);
    };
    const ids = Array.from({ length: 96 }, (_, bit) => flip(bit));
    expect(new Set(ids.slice(0, 95)).size).toBe(95);
    expect(ids[95]).toBe(encodeId(new Uint8Array(12)));
  });

  it('refuses another number of bytes', () => {
    expect(() => encodeId(new Uint8Array(11))).toThrow(RangeError);
  });
});

describe('formatId', () => {
  it('shows five groups of four', () => {
    expect(formatId(id)).toBe('650N-J9JK-B2BS-68W4-C9JE');
  });
});

describe('isContactId', () => {
  it('holds for every encoded ID', () => {
    fc.assert(fc.property(anyId, (any) => isContactId(any)));
  });

  it.each([
    ['dashes', formatId(id)],
    ['lower case', id.toLowerCase()],
    ['a look-alike of a digit', id.replace('0', 'O')],
    ['a wrong check character', `${id.slice(0, 19)}S`],
    ['a missing character', id.slice(1)],
    ['a line break behind it', `${id}\n`],
    ['something other than text', 20],
    ['an array that joins to one', [id]],
    ['nothing', null],
    ['a shorter text with a valid check character of its own', '04'],
  ])('refuses %s', (_, value) => {
    expect(isContactId(value)).toBe(false);
  });
});

describe('parseContactInput', () => {
  it.each([
    ['as shown', formatId(id)],
    ['in lower case', formatId(id).toLowerCase()],
    ['without dashes', id],
    ['with O for 0', formatId(id).replaceAll('0', 'O')],
    ['with blanks for dashes', groups.join(' ')],
    ['with dots for dashes', groups.join('.')],
    ['with odd groups', oddGroups.join('-')],
    ['with odd groups and blanks', oddGroups.join(' ')],
    ['with en dashes', groups.join('–')],
    ['with non-breaking hyphens', groups.join('\u2011')],
    ['with blanks around the dashes', groups.join(' - ')],
    ['broken over two lines', `${groups.slice(0, 3).join('-')}-\n${groups.slice(3).join('-')}`],
    ['with soft hyphens and direction marks', `Add me: \u200e${groups.join('-\u00ad')}\u200f now`],
    ['with zero-width blanks inside its groups', `Add me: ${[...formatId(id)].join('\u200b')}`],
    ['in full-width characters', [...formatId(id)].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')],
    ['with the long vowel mark for dashes', `IDは ${groups.join('ー')}`],
    ['with half-width long vowel marks', `IDは ${groups.join('ｰ')}`],
    ['inside an English sentence', `Add me on Beeline, my ID is ${formatId(id)}. See you!`],
    ['inside an English sentence, blanks for dashes', `My Beeline ID is ${groups.join(' ')}, see you there`],
    ['inside Japanese text without blanks', `私のIDは${formatId(id)}です。よろしくお願いします`],
    ['behind a label with a dash', `ID-${formatId(id)}`],
    ['with odd groups inside a sentence', `Mine is ${oddGroups.join('-')}, see you there`],
    ['behind a colon, blanks for dashes', `My Beeline ID: ${groups.join(' ')} for you`],
    ['behind a long text', `${'lorem ipsum '.repeat(300)}${formatId(id)}`],
    ['as a link without a token', `beeline:${formatId(id)}`],
    ['before an ordinary hash tag', `${formatId(id)}#beeline`],
  ])('reads an ID %s', (_, text) => {
    expect(parseContactInput(text)).toEqual(found);
  });

  it('reads I and L as 1', () => {
    const withOnes = sampleIds(1_000).find((sample) => sample.includes('1')) ?? '';
    for (const lookAlike of ['I', 'L', 'i', 'l']) {
      expect(parseContactInput(withOnes.replaceAll('1', lookAlike))).toMatchObject({ kind: 'id', id: withOnes });
    }
  });

  it.each([
    ['a wrong character', formatId(id).replace('J', 'K')],
    ['two neighbours exchanged', formatId(id).replace('65', '56')],
    ['a missing character', formatId(id).slice(0, -1)],
    ['a character too many', `${formatId(id)}R`],
    ['a letter the alphabet does not have', formatId(id).replace('J', 'U')],
    ['an accented letter', formatId(id).replace('J', 'Ĵ')],
    ['a missing group', groups.slice(1).join('-')],
    ['a typo in an invite link', `beeline:${formatId(id).replace('J', 'K')}#${token}`],
    ['an invite link that was cut off', `beeline:${formatId(id)}#${token.slice(0, -1)}`],
    ['an invite link that was doubled', `beeline:${formatId(id)}#${token}${token}`],
    ['an invite link that was cut off inside a sentence', `Add me: beeline:${formatId(id)}#${token.slice(0, -1)} now`],
    ['a wrong character inside a sentence, blanks for dashes', `It is ${groups.join(' ').replace('J', 'K')} I think`],
    ['four characters too few', id.slice(4)],
    ['four characters too many', `${id}AAAA`],
    ['a missing character inside a sentence', `My ID is ${formatId(id).slice(0, -1)} I think`],
  ])('calls %s a typo', (_, text) => {
    expect(parseContactInput(text)).toEqual({ kind: 'typo' });
  });

  it.each([
    ['empty text', ''],
    ['a name', 'Alice'],
    ['a sentence', 'Could you call me tomorrow around noon?'],
    ['Japanese', '明日のお昼ごろ電話してください'],
    ['five characters too few', id.slice(5)],
    ['five characters too many', `${id}AAAAA`],
    ['odd groups with blanks inside a sentence', `Mine is ${oddGroups.join(' ')}, see you there`],
    ['groups with a dot among the blanks', `See ${groups.join(' ').replace(' ', '.')} or so`],
    ['groups with dots inside a sentence', `See ${groups.join('.')} or so`],
    ['odd groups between which is more than a dash', `Mine is ${oddGroups.join('.-')}, see you there`],
    ['odd groups between which a dash is not the last', `Mine is ${oddGroups.join('-.')}, see you there`],
    ['an ID beyond the part that is looked at', `${'x'.repeat(5_000)} ${formatId(id)}`],
  ])('finds nothing in %s', (_, text) => {
    expect(parseContactInput(text)).toEqual({ kind: 'none' });
  });

  it('prefers the invite link over the bare ID beside it', () => {
    const text = `${formatId(id)}\nbeeline:${formatId(id)}#${token}`;
    expect(parseContactInput(text)).toEqual({ kind: 'link', id, token, home: null });
  });

  it('finds every ID between blanks and letters of other scripts', () => {
    const around = fc.stringMatching(/^[ 。、はのです]{0,20}$/);
    fc.assert(
      fc.property(anyId, around, around, fc.boolean(), (any, before, after, dashed) => {
        const text = `${before}${dashed ? formatId(any) : any}${after}`;
        expect(parseContactInput(text)).toEqual({ kind: 'id', id: any, token: null, home: null });
      }),
    );
  });

  it('takes none of 1,000 IDs with neighbours exchanged or one character replaced, dropped or doubled', () => {
    const wrong = sampleIds(1_000).flatMap((sample) => typosOf(formatId(sample)));
    expect(wrong.length).toBeGreaterThan(70_000);
    expect(wrong.filter((text) => parseContactInput(text).kind !== 'typo')).toEqual([]);
  });

  it('returns a valid ID or nothing for any text, and never throws', () => {
    const fragments = fc.constantFrom('-', ' ', '#', 'beeline:', id, formatId(id), token, groups[0] ?? '', 'O', 'ー');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fragments).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const input = parseContactInput(any);
        if (input.kind === 'id' || input.kind === 'link') expect(isContactId(input.id)).toBe(true);
        if (input.kind === 'link') expect(input.token).toMatch(/^[0-9a-f]{32}$/);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['blanks', ' '],
    ['dashes', '-'],
    ['digits', '7'],
    ['groups', 'AAAA-'],
    ['single letters', 'A '],
    ['ligatures that grow eighteenfold', '\ufdfa'],
  ])('stays quick for a megabyte of %s', (_, unit) => {
    const text = unit.repeat(1_000_000 / unit.length);
    const startMs = performance.now();
    parseContactInput(text);
    expect(performance.now() - startMs).toBeLessThan(500);
  });
});
