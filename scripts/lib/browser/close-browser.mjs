import { rm } from 'node:fs/promises';

/** @typedef {import('puppeteer-core').Browser} Browser */

/** Closes it in order, and forgets what was its own. @param {Browser} browser @param {string} scratch the folder for that */
export async function closeBrowser(browser, scratch) {
  await browser.close();
  await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Ends it without a word; its profile stays. @param {Browser} browser */
export async function killBrowser(browser) {
  const gone = new Promise((resolve) => browser.once('disconnected', resolve));
  browser.process()?.kill('SIGKILL');
  await gone;
}
