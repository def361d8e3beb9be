import type { Connection } from './connection.ts';
import type { Singletons } from './schema.ts';

interface SingletonOptions<Key extends keyof Singletons, Loaded> {
  readonly key: Key;
  /** See `Connection`. */
  readonly durability?: 'strict' | 'relaxed';
  /** What is loaded, made of what is stored: an older build may have written it, or nobody yet. */
  readonly read: (stored: Singletons[Key] | undefined) => Loaded;
}

interface SingletonStore<Value, Loaded> {
  load(): Promise<Loaded>;
  save(value: Value): Promise<void>;
}

/** Keeps one value; `save` replaces all of it. */
export function createSingletonStore<Key extends keyof Singletons, Loaded>(
  connection: Connection,
  { key, durability = 'relaxed', read }: SingletonOptions<Key, Loaded>,
): SingletonStore<Singletons[Key], Loaded> {
  const stores = ['singletons' as const];
  return {
    load: () =>
      connection.transact({ stores, mode: 'readonly' }, async (transaction) => {
        // Only a value of this type is written under this key, here and when everything starts over.
        return read((await transaction.objectStore('singletons').get(key)) as Singletons[Key] | undefined);
      }),
    save: (value) =>
      connection.transact({ stores, mode: 'readwrite', durability }, async (transaction) => {
        await transaction.objectStore('singletons').put(value, key);
      }),
  };
}
