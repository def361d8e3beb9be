import type { ContactId } from '../shared/identity/contact-id.ts';

/** Text begun and not sent, kept over the popup's closing. */
export interface Drafts {
  read(key: DraftKey): string;
  write(key: DraftKey, text: string): void;
}

export type DraftKey = ContactId | 'add-contact';

export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const prefix = 'draft:';

export function createDrafts(storage: TextStorage): Drafts {
  const texts = new Map<DraftKey, string>();
  return {
    read: (key) => texts.get(key) ?? storage.getItem(prefix + key) ?? '',
    write: (key, text) => {
      texts.set(key, text);
      if (text === '') storage.removeItem(prefix + key);
      else tryToStore(storage, prefix + key, text);
    },
  };
}

/** False when the storage is full; what is only kept in memory is then lost with the surface. */
export function tryToStore(storage: TextStorage, key: string, value: string): boolean {
  try {
    storage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
