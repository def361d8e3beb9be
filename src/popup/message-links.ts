/** An address as it was written, and where it leads as the browser understands it. */
export interface MessageLink {
  readonly text: string;
  readonly href: string;
}

/** Browsers and servers agree on addresses up to about this length. */
const maxLinkLength = 2_048;

/**
 * The address at the beginning of `found`, which holds no blanks; undefined when it leads nowhere or not where it seems to.
 *
 * Ours and no library: linkify-it (13 kB) cuts off Japanese brackets that were opened inside, linkifyjs and twitter-text do
 * not know them.
 */
export function readLink(found: string): MessageLink | undefined {
  const text = withoutSentence(found);
  if (text.length > maxLinkLength || !URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  // `https://bank.example@elsewhere.example` leads elsewhere, and looks as if it did not.
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return undefined;
  return { text, href };
}

const pairs = '()[]{}（）［］｛｝「」『』【】〈〉《》〔〕〖〗｢｣“”‘’«»‹›';
/** Brackets and quotes of any script; and what ends a sentence or a part of it in any script but ours, where addresses are full of it. */
const bracketOrEnd = /[\p{Ps}\p{Pe}\p{Pi}\p{Pf}…‥]|(?!\p{ASCII})\p{Terminal_Punctuation}/gu;
/** A name like `example.com` with words after it that cannot belong to it: no top-level domain mixes Latin letters with others. */
const gluedName = /^(https?:\/\/[^/?#]*\.[a-z]{2,})(?!\p{ASCII})[^./?#]*(?:[/?#]|$)/iu;

/** Without the punctuation of the sentence around it and what follows that; brackets stay when they are closed inside. */
function withoutSentence(found: string): string {
  const kept = found.slice(0, endOfBrackets(found));
  return (gluedName.exec(kept)?.[1] ?? kept).replace(/[.,;:!?'*_~]+$/, '');
}

/** The place of the first bracket without its other half, or of the first punctuation. */
function endOfBrackets(found: string): number {
  const opened: { readonly at: number; readonly closedBy: string }[] = [];
  for (const { 0: character, index } of found.matchAll(bracketOrEnd)) {
    const half = pairs.indexOf(character);
    if (half >= 0 && half % 2 === 0) opened.push({ at: index, closedBy: pairs.charAt(half + 1) });
    else if (half < 0 || opened.pop()?.closedBy !== character) return Math.min(opened[0]?.at ?? index, index);
  }
  return opened[0]?.at ?? found.length;
}
