import { useMemo, useState } from 'preact/hooks';
import type { MessagePart } from '../../message-markup.ts';
import { parseMarkup } from '../../message-markup.ts';
import { ConfirmDialog } from '../basics/confirm-dialog.tsx';
import { useText } from '../basics/text.ts';

/** What somebody wrote to the last character, as text nodes in the few elements below; its direction stays its own. */
export function MessageText({ text }: { readonly text: string }) {
  const { t } = useText();
  const parts = useMemo(() => parseMarkup(text), [text]);
  const [unencrypted, setUnencrypted] = useState<string | null>(null);
  return (
    <>
      <span class="message-text" dir="auto">
        {parts.map((part, index) => (
          <Part key={index} {...part} onUnencrypted={setUnencrypted} />
        ))}
      </span>
      {unencrypted !== null && (
        <ConfirmDialog
          title={t('confirmUnencrypted')}
          detail={t('confirmUnencryptedDetail', new URL(unencrypted).host)}
          action={t('openAnyway')}
          onCancel={() => setUnencrypted(null)}
          onConfirm={() => {
            setUnencrypted(null);
            window.open(unencrypted, '_blank', 'noopener,noreferrer');
          }}
        />
      )}
    </>
  );
}

interface PartProps extends MessagePart {
  /** Asks before an address is opened on whose way anybody can read along. */
  readonly onUnencrypted: (href: string) => void;
}

const elements = { code: 'code', bold: 'strong', italic: 'em', struck: 's' } as const;

function Part({ kind, open, text, close, href, onUnencrypted }: PartProps) {
  if (kind === 'text' || kind === 'link') {
    return href === undefined ? text : <Link {...{ text, href, onUnencrypted }} />;
  }
  if (kind === 'code-block') {
    return (
      <pre dir="ltr" class="message-code">
        <Mark text={open} />
        <code>{text}</code>
        <Mark text={close} />
      </pre>
    );
  }
  const Element = elements[kind];
  return (
    <Element dir={kind === 'code' ? 'ltr' : 'auto'}>
      <Mark text={open} />
      {text}
      <Mark text={close} />
    </Element>
  );
}

function Mark({ text }: { readonly text: string }) {
  return <span class="message-mark">{text}</span>;
}

function Link({ text, href, onUnencrypted }: Required<Pick<PartProps, 'text' | 'href' | 'onUnencrypted'>>) {
  const askFirst = (event: MouseEvent): void => {
    // The other button opens the browser's own menu.
    if (!href.startsWith('http:') || event.button === 2) return;
    event.preventDefault();
    onUnencrypted(href);
  };
  return (
    <a
      dir="ltr"
      href={href}
      title={href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={askFirst}
      onAuxClick={askFirst}
    >
      {text}
    </a>
  );
}
