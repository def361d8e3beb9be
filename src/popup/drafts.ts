import type { ContactId } from '../shared/identity/contact-id.ts';

/** Text begun and not sent: kept over the popup's closing, and the same in every surface. */
export interface Drafts {
  read(key: DraftKey): string;
  write(key: DraftKey, text: string): void;
  /** Calls `notify` whenever another surface has written that one, until the returned function is called. */
  follow(key: DraftKey, notify: () => void): () => void;
  /** Another surface has changed what is stored under that key, or with null everything. */
  handleStored(storageKey: string | null): void;
}

export type DraftKey = ContactId | 'add-contact';

export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const prefix = 'draft:';

export function createDrafts(storage: TextStorage): Drafts {
  const texts = new Map<DraftKey, string>();
  const followers = new Set<{ readonly key: DraftKey; readonly notify: () => void }>();
  return {
    read: (key) => texts.get(key) ?? storage.getItem(prefix + key) ?? '',
    write: (key, text) => {
      texts.set(key, text);
      if (text === '') storage.removeItem(prefix + key);
      else tryToStore(storage, prefix + key, text);
    },
    follow(key, notify) {
      const follower = { key, notify };
      followers.add(follower);
      return () => followers.delete(follower);
    },
    handleStored(storageKey) {
      // What is stored is newer than what was written here.
      for (const key of texts.keys()) if (storageKey === null || storageKey === prefix + key) texts.delete(key);
      for (const { key, notify } of [...followers]) if (storageKey === null || storageKey === prefix + key) notify();
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
