/** A text in the form in which it is compared, and where its pieces come from. */
export interface FoldedText {
  readonly folded: string;
  /** For each code unit of `folded`, where the character behind it begins in the original. */
  readonly starts: readonly number[];
  readonly length: number;
}

/** From `start` up to but not including `end` in the original text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What people leave out when they search: invisible characters, the lengthening of Arabic, and marks of the scripts up to
 * Arabic, which are accents, points and vowel signs. Those of later scripts and of kana stay: they make other words.
 */
const ignored = /\p{Cf}|\u0640|(?=[\u0300-\u06ff])\p{M}|(?=[\ufe00-\ufe0f])\p{M}/gu;
const katakana = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const kanaDistance = 0x60;
const mark = /^\p{M}/u;

/** Letters that Unicode does not take apart and people write with those of a plain keyboard: each before what it is found as. */
const plainSpellings = new Map(
  'ßss æae œoe øo łl đd ðd ɖd ɗd þth ħh ŋn ɲn ɳn ŧt ƭt ɓb ƈc ɛe əe ǝe ɠg ǥg ɨi ɩi ĸk ƙk ɔo ɵo ƥp ʉu ʋv ƴy ƶz ȷj'
    .split(' ')
    .map(([letter = '', ...plain]) => [letter, plain.join('')]),
);
/** What typing aids put in the place of a key. */
const apostrophes = /[`‘’‚‛ʻʼʽˈ′‵׳＇]/g;
const quotes = /[“”„‟«»″״]/g;
const hyphens = /[\u2010-\u2015\u2212]/g;

/** One character without case, width, accents, the typesetter's forms of marks and the difference between the two kana. */
function foldCharacter(character: string): string {
  return character
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(ignored, '')
    .replace(/./gu, (letter) => plainSpellings.get(letter) ?? letter)
    .replace(apostrophes, "'")
    .replace(quotes, '"')
    .replace(hyphens, '-')
    .replace(katakana, (kana) => String.fromCharCode(kana.charCodeAt(0) - kanaDistance))
    .replace(/\s/gu, ' ');
}

const cache = new Map<string, string>();
/** More different characters than any conversation has; a hostile one begins anew. */
const mostCached = 20_000;

function foldCached(character: string): string {
  const known = cache.get(character);
  if (known !== undefined) return known;
  if (cache.size >= mostCached) cache.clear();
  const folded = foldCharacter(character);
  cache.set(character, folded);
  return folded;
}

/** The form in which texts are compared, by Unicode compatibility decomposition and full case folding. */
export function foldText(text: string): FoldedText {
  const starts: number[] = [];
  let folded = '';
  let at = 0;
  let start = 0;
  for (const character of text) {
    const piece = foldCached(character);
    // A mark that is kept belongs to the character before it, as the voiced mark of half-width kana does.
    if (piece !== '' && !mark.test(piece)) start = at;
    for (let unit = 0; unit < piece.length; unit += 1) starts.push(start);
    folded += piece;
    at += character.length;
  }
  return { folded, starts, length: text.length };
}

/** Words to look for; all of them have to be there. */
export interface SearchTerms {
  readonly terms: readonly string[];
}

const mostTerms = 8;

/** Undefined when nothing is left to look for. */
export function parseTerms(query: string): SearchTerms | undefined {
  // Divided before folding: some single characters fold to several words, and are found whole or not at all.
  const terms = query
    .split(/\s/u)
    .map((word) => foldText(word).folded.trim())
    .filter((term) => term !== '');
  return terms.length === 0 ? undefined : { terms: [...new Set(terms)].slice(0, mostTerms) };
}

/** How many places one message can show. */
const mostRanges = 50;

/** Where the terms are in `text`, in order and without overlap; empty unless all of them are there. */
export function findTerms(text: string, { terms }: SearchTerms): readonly TextRange[] {
  const source = foldText(text);
  const found = terms.map((term) => findTerm(source, term));
  return found.some((ranges) => ranges.length === 0) ? [] : merge(found.flat());
}

function findTerm({ folded, starts, length }: FoldedText, term: string): TextRange[] {
  const ranges: TextRange[] = [];
  for (let at = folded.indexOf(term); at >= 0 && ranges.length < mostRanges; at = folded.indexOf(term, at + 1)) {
    const end = at + term.length;
    // Whole characters only: か is no part of が, nor f of ﬁ.
    const isWhole = starts[at] !== starts[at - 1] && starts[end] !== starts[end - 1];
    if (isWhole) ranges.push({ start: starts[at] ?? 0, end: starts[end] ?? length });
  }
  return ranges;
}

function merge(ranges: readonly TextRange[]): readonly TextRange[] {
  const merged: TextRange[] = [];
  for (const range of ranges.toSorted((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last && range.start <= last.end) merged[merged.length - 1] = { ...last, end: Math.max(last.end, range.end) };
    else merged.push(range);
  }
  return merged;
}

/** A piece of a message in a list of results. */
export interface ExcerptPart {
  readonly text: string;
  readonly hit: boolean;
}

const beforeHit = 30;
const excerptLength = 160;

/** What surrounds the first range, cut between characters, with dots where something was cut away. */
export function excerptAround(text: string, ranges: readonly TextRange[]): readonly ExcerptPart[] {
  const first = ranges[0]?.start ?? 0;
  const start = wholeCharacter(text, Math.max(0, first - beforeHit));
  const end = wholeCharacter(text, Math.min(text.length, start + excerptLength));
  const parts: ExcerptPart[] = start > 0 ? [{ text: '…', hit: false }] : [];
  let at = start;
  const add = (until: number, hit: boolean): void => {
    const piece = text.slice(at, Math.min(until, end));
    if (piece !== '') parts.push({ text: piece, hit });
    at = Math.max(at, Math.min(until, end));
  };
  for (const range of ranges) {
    add(range.start, false);
    add(range.end, true);
  }
  add(end, false);
  return end < text.length ? [...parts, { text: '…', hit: false }] : parts;
}

/** The nearest place at or before `at` that does not cut a character in two. */
function wholeCharacter(text: string, at: number): number {
  const isInside = (text.codePointAt(at - 1) ?? 0) > 0xffff;
  return isInside ? at - 1 : at;
}
