import { readLink } from './message-links.ts';

/** A piece of a message; `open`, `text` and `close` of all pieces joined are the message again. */
export interface MessagePart {
  readonly kind: 'text' | 'link' | 'code' | 'code-block' | MarkKind;
  readonly open: string;
  readonly text: string;
  readonly close: string;
  /** Where a link leads, as the browser understands it. */
  readonly href?: string;
}

type MarkKind = 'bold' | 'italic' | 'struck';

/** Beyond this many pieces a message is a burden on the page rather than a text with some accents; the rest stays plain. */
const maxParts = 200;

/**
 * Marks stand around words: no letter of any script touches them from outside, and what they hold begins with a letter, a
 * number or an emoji, with one bracket or quote before it at most. So faces, file patterns and products have none. An address
 * inside matters more than they do.
 *
 * The alternatives begin with different characters and each attempt ends at the next one of its own, so that the work
 * grows with the length of the text only.
 */
const marked =
  /(?<fence>```(?:[A-Za-z0-9+#\-]{1,20}\n|\n)?)(?<block>[^`](?:(?!```)[\s\S])*)```|`(?<code>[^`\n]+)`|(?<![^\s\p{Ps}\p{Pi}"'[\p{Po}--\p{ASCII}]])(?<mark>\*\*?|~~?|_)(?<words>(?=[\p{Ps}\p{Pi}"']?[\p{L}\p{N}\p{Extended_Pictographic}])(?:(?!\k<mark>|:\/\/)[^\n])*(?<!\s))\k<mark>(?![\p{L}\p{M}\p{N}*_~])|(?<![A-Za-z0-9])(?<link>[Hh]ttps?:\/\/[^\s<>"`\\\p{C}]{1,2049})/gv;

/** Finds code, marks and links in what somebody wrote; whatever is none of them stays text. */
export function parseMarkup(source: string): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let end = 0;
  const addText = (until: number): void => {
    if (until > end) parts.push({ kind: 'text', open: '', text: source.slice(end, until), close: '' });
    end = until;
  };
  marked.lastIndex = 0;
  for (let tries = 0; tries < maxParts && parts.length < maxParts; tries += 1) {
    const match = marked.exec(source);
    if (match === null) break;
    const part = readPart(match.groups ?? {});
    if (part === undefined) continue;
    addText(match.index);
    parts.push(part);
    end += part.open.length + part.text.length + part.close.length;
    // What comes after an address can hold another one.
    marked.lastIndex = end;
  }
  addText(source.length);
  return parts;
}

const markKinds: Readonly<Record<string, MarkKind>> = { '*': 'bold', _: 'italic', '~': 'struck' };

function readPart({ fence, block, code, mark, words, link }: Record<string, string>): MessagePart | undefined {
  if (fence !== undefined && block !== undefined) return readBlock(fence, block);
  if (code !== undefined) return { kind: 'code', open: '`', text: code, close: '`' };
  const kind = markKinds[mark?.charAt(0) ?? ''];
  if (mark !== undefined && words !== undefined && kind !== undefined) {
    return { kind, open: mark, text: words, close: mark };
  }
  const found = link === undefined ? undefined : readLink(link);
  return found && { kind: 'link', open: '', close: '', ...found };
}

/** The line break before the closing fence belongs to the fence. */
function readBlock(open: string, block: string): MessagePart {
  const close = block.length > 1 && block.endsWith('\n') ? '\n```' : '```';
  return { kind: 'code-block', open, text: block.slice(0, block.length + 3 - close.length), close };
}
