import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './find.mjs';
import { launchFirefox } from './launch-firefox.mjs';
import { placeFirefoxWindow } from './place-firefox-window.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof launchFirefoxPerson>>} FirefoxPerson */
/**
 * @typedef {object} FirefoxPersonOptions
 * @property {string} name also names the temporary profile
 * @property {string} extensionDir the built extension
 * @property {string} firefox path of the program
 * @property {boolean} [headless]
 * @property {{ x: number, y: number, width: number, height: number }} [window]
 */

const extensionId = 'beeline@beeline.example';
/** Of the extension's pages; a browser makes one up for each profile unless it is told. */
const addressId = '5d1cf1a2-8c1d-4d53-9a59-0f6d3c8a6b11';
const origin = `moz-extension://${addressId}`;
const startTimeoutMs = 30_000;

const preferences = { 'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: addressId }) };

/**
 * A Firefox with the extension, a profile of its own, and a person in front of it.
 * @param {FirefoxPersonOptions} options
 */
export async function launchFirefoxPerson({ name, extensionDir, firefox, headless, window }) {
  const scratch = await mkdtemp(join(tmpdir(), `beeline-${name.toLowerCase()}-`));
  const userDataDir = join(scratch, 'profile');
  const browser = await launchFirefox(firefox, {
    ...(headless !== undefined && { headless }),
    userDataDir,
    preferences,
  });
  await browser.installExtension(extensionDir);
  if (window) await placeFirefoxWindow(browser, window);
  return {
    name,
    browser,

    /** The app in a tab. */
    openTab: () => openPage(browser, `${origin}/src/popup/index.html?surface=tab`),

    /** Another page of the extension, which draws into `#app` as well. @param {string} path */
    openPage: (path) => openPage(browser, `${origin}/${path}`),

    /** @param {Page} page @param {string} file */
    async screenshot(page, file) {
      await page.screenshot({ path: /** @type {`${string}.png`} */ (file) });
    },

    async close() {
      await browser.close();
      await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** @param {import('puppeteer-core').Browser} browser @param {string} url */
async function openPage(browser, url) {
  const page = await browser.newPage();
  // The driver never learns that a page of an extension has loaded.
  page.goto(url, { timeout: 0 }).catch(() => undefined);
  const isDrawn = () => page.evaluate(() => (document.querySelector('#app')?.childElementCount ?? 0) > 0);
  await until(`${url} to be drawn`, isDrawn, { timeoutMs: startTimeoutMs });
  return page;
}
