/** No web page can register this scheme, so a link that is clicked discloses its token to no server. */
export const inviteScheme = 'beeline:';

/**
 * The knock token in upper-case `text` right behind the ID that lies between `start` and `end`.
 * Null when there is none, `broken` when an invite link lost part of it on the way.
 */
export function readLinkToken(text: string, { start, end }: { start: number; end: number }): string | 'broken' | null {
  if (text.charAt(end) !== '#') return null;
  const token = /^[0-9A-F]{32}(?![\p{Script=Latin}\p{Nd}])/u.exec(text.slice(end + 1, end + 34))?.[0];
  if (token !== undefined) return token.toLowerCase();
  return text.slice(0, start).endsWith(inviteScheme.toUpperCase()) ? 'broken' : null;
}
