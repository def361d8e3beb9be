/// <reference types="chrome" />

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('#src/shared/messaging/contract.ts').Diagnostics} Diagnostics */
/** @typedef {import('#src/shared/snapshot.ts').Snapshot} Snapshot */

/**
 * Asks the engine past the screens, as a program that has taken over a surface could.
 * @param {Page} page any page of the extension
 * @param {string} name of a request in the contract
 * @param {unknown[]} args
 * @returns {Promise<unknown>} the answer's value
 */
export async function askEngine(page, name, ...args) {
  const reply = await page.evaluate((envelope) => chrome.runtime.sendMessage(envelope), {
    to: 'engine',
    name,
    args,
  });
  if (!reply?.ok) throw new Error(`the engine refused ${name}: ${JSON.stringify(reply)}`);
  return reply.value;
}

/** @param {Page} page any page of the extension @returns {Promise<Diagnostics>} */
export async function readDiagnostics(page) {
  return /** @type {Diagnostics} */ (await askEngine(page, 'diagnostics.read'));
}

/**
 * What a surface that opens now is told; undefined while there is no engine.
 * @param {Page} page any page of the extension
 * @returns {Promise<Snapshot | undefined>}
 */
export async function readSnapshot(page) {
  return await page.evaluate(
    () =>
      new Promise((resolve) => {
        const port = chrome.runtime.connect({ name: 'feed' });
        port.onDisconnect.addListener(() => resolve(undefined));
        port.onMessage.addListener((update) => {
          if (update.kind !== 'snapshot') return;
          resolve(update.snapshot);
          port.disconnect();
        });
      }),
  );
}
