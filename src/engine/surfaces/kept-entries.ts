import type { EntryField } from '../../shared/messaging/contract.ts';

/** What was typed into a form whose surface has closed. In memory alone, because recovery words belong on no disk. */
export interface KeptEntries {
  keep(entry: { readonly field: EntryField; readonly text: string }): void;
  /** Empty when there is nothing. */
  read(wanted: { readonly field: EntryField }): string;
  clear(): void;
}

export function createKeptEntries(): KeptEntries {
  const texts = new Map<EntryField, string>();
  return {
    keep: ({ field, text }) => void texts.set(field, text),
    read: ({ field }) => texts.get(field) ?? '',
    clear: () => texts.clear(),
  };
}
