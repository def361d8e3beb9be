import { entropyToMnemonic, mnemonicToEntropy, validateMnemonic } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';

const wordCount = 12;

/** Twelve words with numbers and line breaks are far shorter; a book is not searched. */
const maxTextLength = 1_024;

export type ReadWords =
  | { readonly kind: 'root'; readonly root: Uint8Array }
  | { readonly kind: 'not-twelve' }
  /** `place` counts from 1. */
  | { readonly kind: 'unknown-word'; readonly place: number }
  /** All of them are words of the list, and together they are not a root: one is another, or two changed places. */
  | { readonly kind: 'mistake' };

/** The root as BIP-39 words of the English list. */
export function wordsOfRoot(root: Uint8Array): readonly string[] {
  return entropyToMnemonic(root, wordlist).split(' ');
}

/** Reads words as people write them down: in any case, with numbers, commas and line breaks between them. */
export function readWords(text: string): ReadWords {
  const words =
    text
      .slice(0, maxTextLength)
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  if (words.length !== wordCount) return { kind: 'not-twelve' };
  const unknown = words.findIndex((word) => !wordlist.includes(word));
  if (unknown >= 0) return { kind: 'unknown-word', place: unknown + 1 };
  const mnemonic = words.join(' ');
  if (!validateMnemonic(mnemonic, wordlist)) return { kind: 'mistake' };
  return { kind: 'root', root: mnemonicToEntropy(mnemonic, wordlist) };
}
