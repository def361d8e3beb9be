import type { Page } from 'puppeteer-core';

/**
 * Lets one write of messages to disk fail in an engine's document, `later` writes from now, as a full disk would. In Firefox any
 * page of the extension may be named, which can reach that of the engine.
 */
export async function refuseWrite(engine: Page, later: number): Promise<void> {
  await engine.evaluate(async (skipped) => {
    let left = skipped;
    // A window of another page has the same names as this one.
    const page = ((await chrome.runtime.getBackgroundPage?.()) ?? window) as Window & typeof globalThis;
    const { prototype } = page.IDBDatabase;
    const { transaction } = prototype;
    prototype.transaction = function refusing(stores, mode, options) {
      const opened = transaction.call(this, stores, mode, options);
      if (mode !== 'readwrite' || ![stores].flat().includes('entries')) return opened;
      left -= 1;
      if (left >= 0) return opened;
      prototype.transaction = transaction;
      // Whatever was asked of it meanwhile is undone.
      queueMicrotask(() => opened.abort());
      const commit = (): void => undefined;
      return Object.assign(opened, { commit });
    };
  }, later);
}
