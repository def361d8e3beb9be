import type { Page } from 'puppeteer-core';

export interface StoredMessage {
  readonly mine: boolean;
  readonly text: string;
}

/** All messages in the profile's database, in the order in which people see them: what is here survives everything. */
export function readStoredMessages(page: Page): Promise<readonly StoredMessage[]> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('beeline');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = await new Promise<{ order: number; entry: { kind: string; mine: boolean; text: string } }[]>(
      (resolve, reject) => {
        const request = db.transaction('entries').objectStore('entries').getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      },
    );
    db.close();
    return rows
      .filter(({ entry }) => entry.kind === 'message')
      .sort((one, other) => one.order - other.order)
      .map(({ entry: { mine, text } }) => ({ mine, text }));
  });
}
