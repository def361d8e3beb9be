/** A piece of a message; `open`, `text` and `close` of all pieces joined are the message again. */
export interface MessagePart {
  readonly kind: 'text' | 'link' | 'code' | 'code-block' | 'emphasis';
  readonly open: string;
  readonly text: string;
  readonly close: string;
  /** Where a link leads, as the browser understands it. */
  readonly href?: string;
}

/** Beyond this many pieces a message is a burden on the page rather than a text with some accents; the rest stays plain. */
const maxParts = 200;
/** Browsers and servers agree on addresses up to about this length. */
const maxLinkLength = 2_048;

/**
 * The alternatives begin with different characters and each attempt ends at the next one of its own, so that the work
 * grows with the length of the text only.
 */
const marked =
  /(?<fence>```(?:[A-Za-z0-9+#-]{1,20}\n|\n)?)(?<block>[^`](?:(?!```)[\s\S])*)```|`(?<code>[^`\n]+)`|(?<![A-Za-z0-9_*])\*(?<emphasis>(?![\s*])[^*\n]*[^*\s])\*(?![A-Za-z0-9_*])|(?<![A-Za-z0-9])(?<link>https:\/\/[^\s<>"`\\\p{C}]+)/gu;

/** Finds code, emphasis and links in what somebody wrote; whatever is none of them stays text. */
export function parseMarkup(source: string): readonly MessagePart[] {
  const parts: MessagePart[] = [];
  let end = 0;
  const addText = (until: number): void => {
    if (until > end) parts.push({ kind: 'text', open: '', text: source.slice(end, until), close: '' });
    end = until;
  };
  for (const match of source.matchAll(marked)) {
    if (parts.length >= maxParts) break;
    const part = readPart(match.groups ?? {});
    if (part === undefined) continue;
    addText(match.index);
    parts.push(part);
    end += part.open.length + part.text.length + part.close.length;
  }
  addText(source.length);
  return parts;
}

function readPart({ fence, block, code, emphasis, link }: Record<string, string>): MessagePart | undefined {
  if (fence !== undefined && block !== undefined) return readBlock(fence, block);
  if (code !== undefined) return { kind: 'code', open: '`', text: code, close: '`' };
  if (emphasis !== undefined) return { kind: 'emphasis', open: '*', text: emphasis, close: '*' };
  return link === undefined ? undefined : readLink(link);
}

/** The line break before the closing fence belongs to the fence. */
function readBlock(open: string, block: string): MessagePart {
  const close = block.length > 1 && block.endsWith('\n') ? '\n```' : '```';
  return { kind: 'code-block', open, text: block.slice(0, block.length + 3 - close.length), close };
}

function readLink(found: string): MessagePart | undefined {
  const text = found.slice(0, linkLength(found));
  if (text.length > maxLinkLength || !URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  // `https://bank.example@elsewhere.example` leads elsewhere, and looks as if it did not.
  if (protocol !== 'https:' || username !== '' || password !== '') return undefined;
  return { kind: 'link', open: '', text, close: '', href };
}

const sentenceEnds = new Set(".,;:!?'*_~]}…、。，．！？：；」』】》）”’");

/** Without the punctuation of the sentence around it; a closing parenthesis stays when it was opened inside. */
function linkLength(found: string): number {
  let length = found.length;
  let unopened = 0;
  for (const character of found) unopened += character === ')' ? 1 : character === '(' ? -1 : 0;
  for (; length > 0; length -= 1) {
    const last = found.charAt(length - 1);
    if (last === ')' && unopened > 0) unopened -= 1;
    else if (!sentenceEnds.has(last)) return length;
  }
  return length;
}
