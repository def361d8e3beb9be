import { useMemo } from 'preact/hooks';
import type { MessagePart } from '../../message-markup.ts';
import { parseMarkup } from '../../message-markup.ts';

/** What somebody wrote, as text nodes in the few elements below; its direction stays its own. */
export function MessageText({ text }: { readonly text: string }) {
  const parts = useMemo(() => parseMarkup(text), [text]);
  return (
    <span class="message-text" dir="auto">
      {parts.map(drawPart)}
    </span>
  );
}

function drawPart({ kind, text, href }: MessagePart, index: number) {
  switch (kind) {
    case 'text':
      return text;
    case 'code':
      return (
        <code key={index} dir="ltr">
          {text}
        </code>
      );
    case 'code-block':
      return (
        <pre key={index} dir="ltr" class="message-code">
          <code>{text}</code>
        </pre>
      );
    case 'emphasis':
      return (
        <em key={index} dir="auto">
          {text}
        </em>
      );
    case 'link':
      return (
        <a key={index} dir="ltr" href={href} title={href} target="_blank" rel="noopener noreferrer">
          {text}
        </a>
      );
  }
}
