import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptAround, findTerms, foldText, parseTerms } from '#src/engine/chat/rules/search-text.ts';

/** What would be marked, as text. */
function marked(text: string, query: string): readonly string[] {
  const terms = parseTerms(query);
  return terms ? findTerms(text, terms).map(({ start, end }) => text.slice(start, end)) : [];
}

describe('a search', () => {
  it.each([
    ['capitals', 'See you in MÜNCHEN', 'münchen', ['MÜNCHEN']],
    ['accents', 'Le café est déjà fermé', 'cafe deja', ['café', 'déjà']],
    ['accents in the query', 'cafe', 'CAFÉ', ['cafe']],
    ['a letter and its accent apart', 'cafe\u0301!', 'café', ['cafe\u0301']],
    ['sharp s', 'Große Straße', 'STRASSE', ['Straße']],
    ['capital sharp s', 'GROẞE STRAẞE', 'große strasse', ['GROẞE', 'STRAẞE']],
    ['a curly apostrophe', 'I don’t know, donʼt you?', "don't", ['don’t', 'donʼt']],
    ['a curly apostrophe in the query', "don't", 'don’t', ["don't"]],
    ['quotation marks', 'she said “hello” and «bye»', '"hello" "bye"', ['“hello”', '«bye»']],
    ['dashes', 'well‑known 1914–1918', 'well-known 1914-1918', ['well‑known', '1914–1918']],
    ['Vietnamese', 'Đường Nguyễn Huệ', 'duong', ['Đường']],
    ['Polish', 'Łódź, Wałęsa', 'lodz walesa', ['Łódź', 'Wałęsa']],
    ['Danish', 'Smørrebrød på Ærø', 'smorrebrod aero', ['Smørrebrød', 'Ærø']],
    ['Icelandic', 'Þórður Ðað', 'thordur dad', ['Þórður', 'Ðað']],
    ['ligatures of French and Danish with accents', 'cœur ǽ ǿ', 'coeur ae', ['cœur', 'ǽ']],
    [
      'Maltese, Turkish and Azerbaijani',
      'Ħal ILIK ılık Bakı Gəncə',
      'hal ilik gence',
      ['Ħal', 'ILIK', 'ılık', 'Gəncə'],
    ],
    ['Hausa', 'Ƙofa ɗaya ɓera ƴa', 'kofa daya bera ya', ['Ƙofa', 'ɗaya', 'ɓera', 'ƴa']],
    ['letters that a plain keyboard lacks in the query', 'duong lodz', 'ĐƯỜNG Łódź', ['duong', 'lodz']],
    ['final sigma', 'ΟΔΥΣΣΕΥΣ', 'οδυσσευς', ['ΟΔΥΣΣΕΥΣ']],
    ['full width', 'ＡＢＣ１２３', 'abc123', ['ＡＢＣ１２３']],
    ['half-width kana', 'ｶﾞｲﾄﾞを見て', 'ガイド', ['ｶﾞｲﾄﾞ']],
    ['a character of several words', 'قال ﷺ نعم', 'ﷺ', ['ﷺ']],
    ['an accent without a letter', 'see´ there', '´there', ['there']],
    ['the other kana', 'ひこうきとヒコウキ', 'ヒコウキ', ['ひこうき', 'ヒコウキ']],
    ['part of a Japanese sentence', '明日の打ち合わせは十時から', '打ち合わせ', ['打ち合わせ']],
    ['wide spaces between words', '会議の資料', '会議　資料', ['会議', '資料']],
    ['vowel signs', 'كِتَاب', 'كتاب', ['كِتَاب']],
    ['Hebrew points', 'שָׁלוֹם', 'שלום', ['שָׁלוֹם']],
    ['direction marks inside', 'a\u202eb\u202cc', 'abc', ['a\u202eb\u202cc']],
    ['emoji', 'well done 🎉🎉', '🎉', ['🎉🎉']],
    ['words in any order', 'one two three', 'three one', ['one', 'three']],
  ])('does not stumble over %s', (_, text, query, expected) => {
    expect(marked(text, query)).toEqual(expected);
  });

  it.each([
    ['か in が', 'ががく', 'か'],
    ['は in ば', 'バス', 'は'],
    ['half a ligature', 'ﬁn', 'f'],
    ['half of æ', 'æon', 'eon'],
    ['a word that is missing', 'one two', 'one three'],
    ['markup characters as a pattern', 'anything', '.*'],
  ])('does not find %s', (_, text, query) => {
    expect(marked(text, query)).toEqual([]);
  });

  it.each(['', '   ', '\u0301', '\u200b'])('for nothing (%j) is none', (query) => {
    expect(parseTerms(query)).toBeUndefined();
  });

  const text = fc.string({ unit: 'binary', maxLength: 80 });
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((found) => /^\p{L}+$/u.test(found));

  it('finds every word in every text that has it between other words, in any spelling of it', () => {
    fc.assert(
      fc.property(text, word, text, (before, wanted, after) => {
        const whole = `${before} ${wanted} ${after}`;
        for (const spelling of [wanted, wanted.toUpperCase(), wanted.normalize('NFD'), wanted.normalize('NFKC')]) {
          const terms = parseTerms(spelling);
          // Upper case of some letters is not undone by any folding, and finds what folds alike only.
          if (terms && parseTerms(wanted)?.terms.join() === terms.terms.join()) {
            expect(findTerms(whole, terms).length).toBeGreaterThan(0);
          }
        }
      }),
    );
  });

  it('marks ranges that lie in the text, in order, apart, and cut no character', () => {
    fc.assert(
      fc.property(text, text, (source, query) => {
        const terms = parseTerms(query);
        if (!terms) return;
        let last = -1;
        for (const { start, end } of findTerms(source, terms)) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(source.length);
          last = end;
        }
      }),
    );
  });

  it('folds what is folded to itself, so that both sides of a comparison agree', () => {
    fc.assert(
      fc.property(text, (source) => {
        const { folded, starts } = foldText(source);
        expect(starts).toHaveLength(folded.length);
        expect(foldText(folded).folded).toBe(folded);
      }),
    );
  });

  it.each([
    ['AbC', 'abc', [0, 1, 2]],
    ['ΣΑΣ ς', 'σασ σ', [0, 1, 2, 3, 4]],
    ['xが', 'xか\u3099', [0, 1, 1]],
    ['xｶﾞ', 'xか\u3099', [0, 1, 1]],
    ['か\u200b\u3099', 'か\u3099', [0, 0]],
    ['🎉a', '🎉a', [0, 0, 2]],
    ['ß', 'ss', [0, 0]],
    ['a\ufe0f\u0640\u0301b', 'ab', [0, 4]],
    ['\t\u3000', '  ', [0, 1]],
  ])('compares %j as %j, and knows whence each piece came', (source, folded, starts) => {
    expect(foldText(source)).toEqual({ folded, starts, length: source.length });
  });

  it('is for eight different words and no more', () => {
    expect(parseTerms('a b c a d e f g h i j')?.terms).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });

  it('marks fifty places of a word and no more', () => {
    const ranges = findTerms('a '.repeat(60), { terms: ['a'] });
    expect(ranges).toEqual(Array.from({ length: 50 }, (_, index) => ({ start: 2 * index, end: 2 * index + 1 })));
  });

  it.each([
    ['the mark of a kana', 'がぎ', '\u3099'],
    ['the end of a ligature', 'ﬁ', 'i'],
  ])('does not find %s alone', (_, source, term) => {
    expect(findTerms(source, { terms: [term] })).toEqual([]);
  });

  it('marks what touches as one', () => {
    expect(findTerms('abcd', { terms: ['ab', 'cd'] })).toEqual([{ start: 0, end: 4 }]);
    expect(findTerms('abcd', { terms: ['abcd', 'bc'] })).toEqual([{ start: 0, end: 4 }]);
  });

  it('takes time that grows with the length only', () => {
    const terms = parseTerms('aaaaaaaaab');
    const startedMs = performance.now();
    if (terms) findTerms('a'.repeat(65_536), terms);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });
});

describe('an excerpt', () => {
  it('is the message itself when that is short', () => {
    const parts = excerptAround('one two three', [{ start: 4, end: 7 }]);
    expect(parts).toEqual([
      { text: 'one ', hit: false },
      { text: 'two', hit: true },
      { text: ' three', hit: false },
    ]);
  });

  it('begins a little before the first hit of a long one', () => {
    const parts = excerptAround(`${'x'.repeat(500)}needle${'y'.repeat(500)}`, [{ start: 500, end: 506 }]);
    expect(parts.map(({ text }) => text)).toEqual(['…', 'x'.repeat(30), 'needle', 'y'.repeat(124), '…']);
  });

  it('cuts no emoji in two', () => {
    const text = `${'🎉'.repeat(200)}needle${'🎉'.repeat(200)}`;
    const whole = excerptAround(text, [{ start: 401, end: 406 }])
      .map((part) => part.text)
      .join('');
    expect(() => encodeURIComponent(whole)).not.toThrow();
  });

  it('of a message without a hit is its beginning', () => {
    expect(excerptAround('one', [])).toEqual([{ text: 'one', hit: false }]);
    expect(excerptAround('x'.repeat(161), [])).toEqual([
      { text: 'x'.repeat(160), hit: false },
      { text: '…', hit: false },
    ]);
    expect(excerptAround('x'.repeat(160), [])).toEqual([{ text: 'x'.repeat(160), hit: false }]);
  });

  it.each([
    [29, ['x'.repeat(29), 'needle', 'y'.repeat(100)]],
    [30, ['x'.repeat(30), 'needle', 'y'.repeat(100)]],
    [31, ['…', 'x'.repeat(30), 'needle', 'y'.repeat(100)]],
  ])('shows all that is before a hit at %i, or thirty characters of it', (at, texts) => {
    const parts = excerptAround(`${'x'.repeat(at)}needle${'y'.repeat(100)}`, [{ start: at, end: at + 6 }]);
    expect(parts).toEqual(texts.map((text) => ({ text, hit: text === 'needle' })));
  });

  it('ends between characters, and knows nothing of hits behind its end', () => {
    const parts = excerptAround(`${'x'.repeat(159)}🎉🎉`, [
      { start: 0, end: 1 },
      { start: 150, end: 163 },
      { start: 161, end: 163 },
    ]);
    expect(parts).toEqual([
      { text: 'x', hit: true },
      { text: 'x'.repeat(149), hit: false },
      { text: 'x'.repeat(9), hit: true },
      { text: '…', hit: false },
    ]);
  });

  it('takes the last character of one unit for whole', () => {
    const parts = excerptAround(`${'x'.repeat(159)}\uffffy`, []);
    expect(parts[0]?.text).toBe(`${'x'.repeat(159)}\uffff`);
  });

  it('begins between characters', () => {
    const parts = excerptAround(`🎉🎉${'x'.repeat(29)}needle`, [{ start: 33, end: 39 }]);
    expect(parts[0]).toEqual({ text: '…', hit: false });
    expect(parts[1]).toEqual({ text: `🎉${'x'.repeat(29)}`, hit: false });
  });
});
