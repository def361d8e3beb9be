import type { Page } from 'puppeteer-core';

/** Lets one write of messages to disk fail in an engine's document, `later` writes from now, as a full disk would. */
export async function refuseWrite(engine: Page, later: number): Promise<void> {
  await engine.evaluate((skipped) => {
    let left = skipped;
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function refusing(stores, mode, options) {
      const opened = transaction.call(this, stores, mode, options);
      if (mode !== 'readwrite' || ![stores].flat().includes('entries')) return opened;
      left -= 1;
      if (left >= 0) return opened;
      IDBDatabase.prototype.transaction = transaction;
      // Whatever was asked of it meanwhile is undone.
      queueMicrotask(() => opened.abort());
      const commit = (): void => undefined;
      return Object.assign(opened, { commit });
    };
  }, later);
}
