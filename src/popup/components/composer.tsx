import { SendHorizontal } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
import type { SendResult } from '../commands.ts';
import type { MessageKey } from './text.ts';
import { useText } from './text.ts';
import { useTyping } from './use-typing.ts';

export interface ComposerProps {
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  readonly onSend: (text: string) => Promise<SendResult>;
  readonly onTyping: (typing: boolean) => void;
}

type Refusal = Extract<SendResult, { kind: 'refused' }>['reason'];

const refusalKeys: Readonly<Record<Refusal, MessageKey>> = {
  'too-long': 'refusedTooLong',
  empty: 'refusedEmpty',
  'storage-full': 'refusedStorageFull',
  'not-ready': 'refusedNotReady',
  unchangeable: 'refusedUnchangeable',
};

/** The protocol's limit for one message, in bytes of UTF-8. */
const maxMessageBytes = 65_536;

export function Composer(props: ComposerProps) {
  const { t } = useText();
  const box = useRef<HTMLTextAreaElement>(null);
  const { text, refusal, write, send, typing } = useDraft(props, box);

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
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return;
          event.preventDefault();
          void send();
        }}
      />
      <button
        type="submit"
        class="icon-button accent"
        aria-label={t('send')}
        title={t('send')}
        disabled={text.trim() === ''}
      >
        <SendHorizontal size={20} aria-hidden="true" />
      </button>
    </form>
  );
}

/** The text being written: leaves when it is sent, comes back when it could not be. */
function useDraft(
  { draft, onDraft, onSend, onTyping }: ComposerProps,
  box: { readonly current: HTMLTextAreaElement | null },
) {
  const [text, setText] = useState(draft);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const typing = useTyping(onTyping);

  const write = (next: string): void => {
    setText(next);
    setRefusal(null);
    onDraft(next);
  };
  const send = async (): Promise<void> => {
    if (text.trim() === '') return;
    if (new TextEncoder().encode(text).length > maxMessageBytes) {
      setRefusal('too-long');
      return;
    }
    typing.stop();
    write('');
    const result = await onSend(text);
    if (result.kind === 'queued') return;
    // Whatever was typed meanwhile stays behind what could not be sent.
    const meanwhile = box.current?.value ?? '';
    write(meanwhile === '' ? text : `${text}\n${meanwhile}`);
    setRefusal(result.reason);
  };
  return { text, refusal, write, send, typing };
}

/** Enter that chooses a candidate of an input method; Chromium reports the last one of a composition only by key code 229. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}
