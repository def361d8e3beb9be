import type { Page } from 'puppeteer-core';
import { askEngine } from '../../../scripts/lib/browser/engine-requests.mjs';

/** Somebody who writes numbered texts to their only contact. */
export interface LiveWriter {
  readonly name: string;
  contactId(): string;
  /** What they wrote and were promised to be stored, in this order. */
  readonly promised: string[];
  /** Writes the next numbered text; one that the engine did not take is forgotten. */
  write(): Promise<void>;
}

export function createWriter(name: string, page: () => Page): LiveWriter & { findContact(): Promise<void> } {
  let contactId = '';
  let written = 0;
  const promised: string[] = [];
  return {
    name,
    promised,
    contactId: () => contactId,
    async findContact() {
      contactId = await contactOf(page());
    },
    async write() {
      written += 1;
      const text = `${name} ${written}`;
      try {
        const outcome = await askEngine(page(), 'chat.send', { contactId, text });
        if (isQueued(outcome)) promised.push(text);
      } catch {
        // Nobody promised anything: the engine was being killed, or is not back yet.
      }
    },
  };
}

function isQueued(outcome: unknown): boolean {
  return typeof outcome === 'object' && outcome !== null && 'kind' in outcome && outcome.kind === 'queued';
}

function contactOf(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('beeline');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const [id = ''] = await new Promise<string[]>((resolve, reject) => {
      const request = db.transaction('contacts').objectStore('contacts').getAllKeys();
      request.onsuccess = () => resolve(request.result.map(String));
      request.onerror = () => reject(request.error);
    });
    db.close();
    return id;
  });
}
