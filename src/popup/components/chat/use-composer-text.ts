import { useState } from 'preact/hooks';
import { fitsInMessage } from '../../../shared/text/text-size.ts';
import { hasVisibleText } from '../../../shared/text/visible-text.ts';
import type { SendResult } from '../../commands.ts';
import type { MessageKey } from '../basics/text.ts';
import { useTyping } from './use-typing.ts';

export interface ComposerTextOptions {
  readonly draft: string;
  /** An edit stays in the box until it is stored; a message leaves it at once. */
  readonly keepUntilSent: boolean;
  readonly onDraft: (text: string) => void;
  readonly onSend: (text: string) => Promise<SendResult>;
  readonly onTyping: (typing: boolean) => void;
}

type Refusal = Extract<SendResult, { kind: 'refused' }>['reason'];

export const refusalKeys: Readonly<Record<Refusal, MessageKey>> = {
  'too-long': 'refusedTooLong',
  empty: 'refusedEmpty',
  'storage-full': 'refusedStorageFull',
  'not-ready': 'refusedNotReady',
  unchangeable: 'refusedUnchangeable',
};

/** The text being written: leaves when it is sent, comes back when it could not be. */
export function useComposerText(
  { draft, keepUntilSent, onDraft, onSend, onTyping }: ComposerTextOptions,
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
