import type { HomeProject } from './home-project.ts';
import { apiKeyForm, projectIdForm } from './home-project.ts';

/** No web page can register this scheme, so a link that is clicked discloses its token to no server. */
export const inviteScheme = 'beeline:';

/** What an invite link says behind its ID. */
export interface LinkFields {
  /** Thirty-two lower-case hex digits. */
  readonly token: string;
  /** Null in links of earlier versions. */
  readonly home: HomeProject | null;
}

const tokenForm = '[\\dA-Fa-f]{32}';
const homeForm = `\\.(?<project>${projectIdForm})\\.(?<key>${apiKeyForm})(?![\\w-])`;
/** Behind a point the home has to follow. A letter or digit more would make another field of the last one. */
const fieldsForm = `(?:#|\\.(?=${tokenForm}\\.))(?<token>${tokenForm})(?:${homeForm}|(?<!\\.${tokenForm}))(?!\\.?[\\p{Script=Latin}\\p{Nd}])`;
const fields = new RegExp(`^${fieldsForm}`, 'u');
const fieldsBehindId = new RegExp(`[\\p{L}\\p{N}]${fieldsForm}`, 'u');
/** The address of an invite page, up to where the ID of its link begins, or what is left of one. */
const pageBeginning = /:\/\/\S*$|\S#\s*$/u;
/** The scheme with an ID behind it; a line may break there. */
const schemeBeginning = /beeline:[\r\n]*$/iu;

/** Full-width characters become plain ones (NFKC); invisible ones, which copying picks up, go. */
export function plainCharacters(text: string): string {
  return text.normalize('NFKC').replace(/\p{Cf}/gu, '');
}

/**
 * The fields right behind the ID that lies between `start` and `end` of a text. They are read before anything becomes upper case,
 * as a key does not survive it. Null when there are none, `broken` when an invite link lost part of them on the way.
 */
export function readLinkFields(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): LinkFields | 'broken' | null {
  const before = text.slice(0, start);
  const rest = text.slice(end);
  const isOfPage = pageBeginning.test(before);
  const { token, project: projectId, key: apiKey } = fields.exec(rest)?.groups ?? {};
  if (token !== undefined && !(isOfPage && rest.startsWith('#'))) {
    const home = projectId === undefined || apiKey === undefined ? null : { projectId, apiKey };
    return { token: token.toLowerCase(), home };
  }
  const isOfScheme = rest.startsWith('#') && schemeBeginning.test(before);
  return isOfPage || isOfScheme || /^\.[\dA-Fa-f]{8}/u.test(rest) ? 'broken' : null;
}

/** Whether what comes behind some ID in a text is whole. */
export function hasWholeFields(text: string): boolean {
  return fieldsBehindId.test(text);
}

/**
 * Signs of an invite link that is not whole: the beginning of a page's, a token between other fields, a key. What looks like an ID
 * in such a text may be a piece of something else.
 */
export function isPieceOfLink(text: string): boolean {
  return /https?:\/\/[^\s#]*#[\dA-Z]{2,4}-[\dA-Z]{2,4}|[\dA-Z][#.][\dA-F]{16}|AIza[\w-]{8}/iu.test(text);
}
