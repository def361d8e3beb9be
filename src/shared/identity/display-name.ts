import { utf8Length } from '../text/text-size.ts';

/** Names that people give themselves have at most this many characters as a reader counts them (UAX #29 graphemes). */
export const maxNameCharacters = 48;

/**
 * And at most this many bytes of UTF-8, since one character can be any number of them: five for each, so that any 48 of
 * one code point fit. A knock has room for twice as many, and an acceptance for these and six candidates with IPv4.
 */
export const maxNameBytes = 240;

/** A name as it is kept, and how a person may be told what became of what they wrote. */
export interface FittedName {
  readonly name: string;
  readonly characters: number;
  readonly isCut: boolean;
}

/** A name as it may be shown and sent: what is invisible or turns the direction out, blanks folded, cut to the limits. */
export function cleanName(text: string): string {
  return fitName(text).name;
}

export function fitName(text: string): FittedName {
  const plain = tidy(text);
  let kept = '';
  let bytes = 0;
  let characters = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(plain)) {
    bytes += utf8Length(segment);
    if (characters === maxNameCharacters || bytes > maxNameBytes) break;
    characters += 1;
    kept += segment;
  }
  // A cut can leave a blank or a joiner at the end.
  return { name: tidy(kept), characters, isCut: kept !== plain };
}

/** Not joiners, nor what chooses the form of an emoji or of a kanji; the letters of a flag are told apart below. */
const invisible =
  /[[\p{Cf}\p{Default_Ignorable_Code_Point}]--[\p{Variation_Selector}\u200c\u200d\u{e0020}-\u{e007f}]]/gv;
/** Joiners that shape letters (RFC 5892 A.1) or make one emoji of several; Malayalam writes a bare consonant with one. */
const joiners =
  /(?<![\p{L}\p{Extended_Pictographic}\p{Emoji_Modifier}]\p{M}*)[\u200c\u200d]|(?<!\u0d4d)[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;
/** Tags spell the flag of a region behind a black flag (UTS #51 ED-14a), and nothing elsewhere. */
const strayTags = /(?<!\u{1f3f4}[\u{e0020}-\u{e007e}]*)[\u{e0020}-\u{e007f}]/gu;

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(invisible, '')
    .replace(strayTags, '')
    .replace(joiners, '')
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}
