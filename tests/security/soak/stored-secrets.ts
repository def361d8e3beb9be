import type { Page } from 'puppeteer-core';

/** What a profile keeps to itself, as numbers because it comes out of another process. */
export interface StoredSecrets {
  readonly secrets: readonly { readonly what: string; readonly bytes: readonly number[] }[];
  readonly privateKeys: number;
  /** Names of keys that the browser would give away, by its own word or when asked. */
  readonly extractable: readonly string[];
}

/** Looks into the extension's database as any page of the extension could. */
export function readSecrets(page: Page): Promise<StoredSecrets> {
  return page.evaluate(async () => {
    const [{ name = '' } = {}] = (await indexedDB.databases()).filter((database) => database.name === 'beeline');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const read = (store: string, key?: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const objects = db.transaction(store).objectStore(store);
        const request = key === undefined ? objects.getAll() : objects.get(key);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const identity = Object(await read('singletons', 'identity'));
    const prekeys: object[] = Object(await read('singletons', 'prekeys'));
    const rows = Object(await read('entries'));
    db.close();

    const keys = [identity, ...prekeys]
      .flatMap((record) => Object.entries(record))
      .filter((entry): entry is [string, CryptoKey] => entry[1] instanceof CryptoKey);
    const extractable: string[] = [];
    for (const [key, value] of keys) {
      const exported = await Promise.all(
        (['raw', 'pkcs8', 'jwk'] as const).map((format) =>
          crypto.subtle.exportKey(format, value).then(
            () => true,
            () => false,
          ),
        ),
      );
      if (value.extractable || exported.includes(true)) extractable.push(key);
    }
    const texts = new TextEncoder();
    return {
      secrets: [
        ...['wrappedRoot', 'wrappedPreImage'].map((what) => ({ what, bytes: [...identity[what]] as number[] })),
        { what: 'knock token', bytes: [...texts.encode(identity.knockToken)] },
        ...[...rows].map(({ entry }) => ({ what: 'message ID', bytes: [...texts.encode(String(entry.id))] })),
      ],
      privateKeys: keys.length,
      extractable,
    };
  });
}
