import type { Page } from 'puppeteer-core';

export interface StoredWords {
  readonly what: string;
  readonly text: string;
}

/** Of a long history not all are looked for. */
const maxMessages = 200;

/** Every name and text in a profile; nothing before there is a database. The token of an invite link is shown to the service by whoever uses it. */
export function readWords(page: Page): Promise<readonly StoredWords[]> {
  return page.evaluate(async (limit) => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'beeline')) return [];
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('beeline');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const all = (store: string): Promise<object[]> =>
      new Promise((resolve, reject) => {
        const request = db.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const [singletons, contacts, rows] = await Promise.all(['singletons', 'contacts', 'entries'].map(all));
    db.close();
    const entries = (rows ?? []).slice(-limit).flatMap((row) => ('entry' in row ? [row.entry] : []));
    const wordsOf = (records: readonly unknown[], key: string, what: string) =>
      records.flatMap((record) => {
        const text = Object(record)[key];
        return typeof text === 'string' ? [{ what, text }] : [];
      });
    return [
      ...wordsOf(singletons ?? [], 'name', 'name'),
      ...wordsOf(contacts ?? [], 'name', 'name'),
      ...wordsOf(entries, 'text', 'text'),
      ...wordsOf(entries, 'id', 'ID of a message or call'),
    ];
  }, maxMessages);
}
