/** `whole`: what comes behind its ID is whole. `altered`: meant as an invite link, with something missing, added or broken. */
export type PastedLink = 'whole' | 'altered' | null;

const wholeLink = /[\p{L}\p{N}]#[\dA-F]{32}(?![\p{Script=Latin}\p{Nd}])/u;
/** A label before an ID has a blank behind its colon, an invite link has none; the line may break there all the same. */
const linkBeginning = /BEELINE:[\r\n]*[\p{L}\p{N}]/u;
/** The beginning of a token, whatever came between its digits; a hash tag is hardly ever eight digits from 0 to F. */
const tokenBeginning = /(?:#|%23)\s*(?:[\dA-F]\s*){8}/u;

/** What became of the invite link in `text`; null when there never was one. */
export function judgePastedLink(text: string): PastedLink {
  // As the engine does: full-width characters are plain ones, invisible ones are nothing.
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toUpperCase();
  if (wholeLink.test(plain)) return 'whole';
  return linkBeginning.test(plain) || tokenBeginning.test(plain) ? 'altered' : null;
}
