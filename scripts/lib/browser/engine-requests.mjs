/// <reference types="chrome" />

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('#src/shared/messaging/contract.ts').Diagnostics} Diagnostics */

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
