import { useEffect, useRef, useState } from 'preact/hooks';
import type { EntryField } from '../shared/messaging/contract.ts';
import type { Commands } from './commands.ts';

/** What is typed into a form, kept by the engine while the popup is closed: on no disk, and not beyond the session. */
export function useKeptEntry(
  field: EntryField,
  { keepEntry, readEntry }: Pick<Commands, 'keepEntry' | 'readEntry'>,
): readonly [text: string, write: (text: string) => void] {
  const [text, setText] = useState('');
  const typed = useRef(false);
  useEffect(() => {
    void readEntry(field).then((kept) => {
      if (!typed.current) setText(kept);
    });
  }, [field]);
  const write = (next: string): void => {
    typed.current = true;
    setText(next);
    keepEntry(field, next);
  };
  return [text, write];
}
