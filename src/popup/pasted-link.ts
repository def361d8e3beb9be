import { hasWholeFields, isPieceOfLink, plainCharacters } from '../shared/identity/link-fields.ts';

/** `whole`: what comes behind its ID is whole. `altered`: meant as an invite link, with something missing, added or broken. */
export type PastedLink = 'whole' | 'altered' | null;

/** A label before an ID has a blank behind its colon, an invite link has none; the line may break there all the same. */
const linkBeginning = /beeline:[\r\n]*[\p{L}\p{N}]/iu;
/** The beginning of a page's link, whatever came between its fields. */
const pageBeginning = /https?:\/\/[^\s#]*#\s*[\dA-Z]{1,4}(?:[-\s]|$)/iu;
/** The beginning of a token, whatever came between its digits; a hash tag is hardly ever eight digits from 0 to F. */
const tokenBeginning = /(?:#|%23)\s*(?:[\dA-F]\s*){8}/iu;

/** What became of the invite link in `text`; null when there never was one. */
export function judgePastedLink(text: string): PastedLink {
  const plain = plainCharacters(text);
  if (hasWholeFields(plain)) return 'whole';
  const isAltered =
    isPieceOfLink(plain) || [linkBeginning, pageBeginning, tokenBeginning].some((sign) => sign.test(plain));
  return isAltered ? 'altered' : null;
}
