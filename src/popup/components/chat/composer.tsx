import { SendHorizontal, Smile } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fitsInMessage, maxMessageBytes, utf8Length } from '../../../shared/text/text-size.ts';
import { hasVisibleText } from '../../../shared/text/visible-text.ts';
import type { SendResult } from '../../commands.ts';
import { IconButton } from '../basics/icon-button.tsx';
import type { MessageKey } from '../basics/text.ts';
import { useText } from '../basics/text.ts';
import { EmojiPanel } from './emoji-panel.tsx';
import { useTyping } from './use-typing.ts';

export interface ComposerProps {
  readonly draft: string;
  readonly editing: boolean;
  /** Hands over what another surface wrote, until the returned function is called. */
  readonly followDraft: (take: (text: string) => void) => () => void;
  readonly onDraft: (text: string) => void;
  readonly onSend: (text: string) => Promise<SendResult>;
  readonly onTyping: (typing: boolean) => void;
  /** Arrow up in an empty box. */
  readonly onEditLast: () => void;
  /** Escape; false when there was nothing to cancel. */
  readonly onCancel: () => boolean;
  /** Said above the box. */
  readonly children?: ComponentChildren;
}

type Refusal = Extract<SendResult, { kind: 'refused' }>['reason'];

export const refusalKeys: Readonly<Record<Refusal, MessageKey>> = {
  'too-long': 'refusedTooLong',
  empty: 'refusedEmpty',
  'storage-full': 'refusedStorageFull',
  'not-ready': 'refusedNotReady',
  unchangeable: 'refusedUnchangeable',
};

export function Composer(props: ComposerProps) {
  const { t } = useText();
  const box = useRef<HTMLTextAreaElement>(null);
  const { text, refusal, write, send, typing } = useComposerText(props, box);

  const insert = (emoji: string): void => {
    const field = box.current;
    if (field === null) return;
    field.focus();
    // As if it were typed: a text that is set from outside leaves nothing to undo.
    if (document.execCommand?.('insertText', false, emoji)) return;
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
    write(field.value);
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
        box.current?.focus();
      }}
    >
      {refusal !== null && (
        <p class="alert" role="alert">
          {t(refusalKeys[refusal])}
        </p>
      )}
      {props.children}
      <EmojiButton onChoose={insert} />
      <textarea
        ref={box}
        class="composer-box"
        rows={1}
        dir="auto"
        aria-label={t('message')}
        placeholder={t('message')}
        data-first-focus
        value={text}
        onInput={(event) => {
          write(event.currentTarget.value);
          typing.touch(event.currentTarget.value !== '');
        }}
        onKeyDown={(event) => pressKey(event, { ...props, send })}
      />
      <button
        type="submit"
        class="icon-button accent"
        aria-label={t('send')}
        title={t('send')}
        disabled={!hasVisibleText(text)}
      >
        <SendHorizontal size={20} aria-hidden="true" />
      </button>
      <ByteCount text={text} />
    </form>
  );
}

/** The text being written: leaves when it is sent, comes back when it could not be. */
function useComposerText(props: ComposerProps, box: { readonly current: HTMLTextAreaElement | null }) {
  const { draft, onDraft, onSend, onTyping } = props;
  // An edit stays in the box until it is stored; a message leaves it at once.
  const keepUntilSent = props.editing;
  const [text, setText] = useState(draft);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const typing = useTyping(onTyping);

  useEffect(() => props.followDraft(setText), []);

  const write = (next: string): void => {
    setText(next);
    setRefusal(null);
    onDraft(next);
  };
  /** Whatever was typed meanwhile stays behind what could not be sent. */
  const bringBack = (unsent: string): void => {
    const meanwhile = box.current?.value ?? '';
    write(meanwhile === '' ? unsent : `${unsent}\n${meanwhile}`);
  };
  const send = async (): Promise<void> => {
    if (!hasVisibleText(text)) return;
    if (!fitsInMessage(text)) {
      setRefusal('too-long');
      return;
    }
    typing.stop();
    if (!keepUntilSent) write('');
    const result = await onSend(text);
    if (result.kind !== 'refused') return;
    if (!keepUntilSent) bringBack(text);
    setRefusal(result.reason);
  };
  return { text, refusal, write, send, typing };
}

interface Keys extends Pick<ComposerProps, 'onEditLast' | 'onCancel'> {
  readonly send: () => Promise<void>;
}

function pressKey(
  event: KeyboardEvent & { readonly currentTarget: HTMLTextAreaElement },
  { send, onEditLast, onCancel }: Keys,
): void {
  if (isComposing(event)) return;
  const isPlain = !(event.shiftKey || event.altKey || event.ctrlKey || event.metaKey);
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    void send();
  } else if (event.key === 'ArrowUp' && isPlain && event.currentTarget.value === '') {
    event.preventDefault();
    onEditLast();
  } else if (event.key === 'Escape' && onCancel()) {
    event.preventDefault();
  }
}

function EmojiButton({ onChoose }: { readonly onChoose: (emoji: string) => void }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const close = (returnFocus: boolean): void => {
    setOpen(false);
    if (returnFocus) anchor.current?.querySelector('button')?.focus();
  };
  return (
    <span ref={anchor} class="composer-emoji">
      <IconButton icon={Smile} label={t('emoji')} onClick={() => setOpen(!open)} />
      {open && anchor.current !== null && (
        <EmojiPanel label={t('emoji')} anchor={anchor.current} onChoose={onChoose} onClose={close} />
      )}
    </span>
  );
}

/** From here on a person may want to know how much room is left. */
const countFromBytes = maxMessageBytes * 0.9;

function ByteCount({ text }: { readonly text: string }) {
  const { t, language } = useText();
  // A unit of text takes three bytes at most, which spares the counting of what is far from long.
  const bytes = text.length * 3 < countFromBytes ? 0 : utf8Length(text);
  const number = new Intl.NumberFormat(language);
  return (
    <p class="composer-count" role="status" data-over={bytes > maxMessageBytes ? '' : undefined}>
      {bytes >= countFromBytes && t('bytesUsed', number.format(bytes), number.format(maxMessageBytes))}
    </p>
  );
}

/** Enter that chooses a candidate of an input method; Chromium reports the last one of a composition only by key code 229. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
