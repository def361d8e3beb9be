import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeBrowser } from './close-browser.mjs';
import { until } from './find.mjs';
import { openFirefoxWindow } from './firefox-window.mjs';
import { launchFirefox } from './launch-firefox.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof launchFirefoxPerson>>} FirefoxPerson */
/**
 * @typedef {object} FirefoxPersonOptions
 * @property {string} name also names the temporary profile
 * @property {string} extensionDir the built extension
 * @property {string} firefox path of the program
 * @property {boolean} [headless]
 * @property {string} [display] the X display of a window that is not headless
 * @property {string} [userDataDir] kept afterwards; a temporary one is made and removed otherwise
 * @property {{ x: number, y: number, width: number, height: number }} [window]
 * @property {Record<string, string | boolean | number>} [preferences] beside those of everybody
 */

const extensionId = 'beeline@beeline.example';
/** Of the extension's pages; a browser makes one up for each profile unless it is told. */
const addressId = '5d1cf1a2-8c1d-4d53-9a59-0f6d3c8a6b11';
const origin = `moz-extension://${addressId}`;
const startTimeoutMs = 30_000;

const preferences = {
  'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: addressId }),
  // What a driver installs goes with its browser, and what people install stays with its data.
  'extensions.webextensions.keepStorageOnUninstall': true,
  'extensions.webextensions.keepUuidOnUninstall': true,
};

/**
 * A Firefox with the extension, a profile of its own, and a person in front of it.
 * @param {FirefoxPersonOptions} options
 */
export async function launchFirefoxPerson(options) {
  const { name, extensionDir, firefox, headless, display, window } = options;
  const scratch = await mkdtemp(join(tmpdir(), `beeline-${name.toLowerCase()}-`));
  const browser = await launchFirefox(firefox, {
    ...(headless !== undefined && { headless }),
    ...(display !== undefined && { display }),
    userDataDir: options.userDataDir ?? join(scratch, 'profile'),
    preferences: { ...preferences, ...options.preferences },
  });
  await browser.installExtension(extensionDir);
  const browserWindow = await openFirefoxWindow(browser, extensionId);
  if (window) await browserWindow.place(window);
  return {
    name,
    browser,

    /** The app in a tab. */
    openTab: () => openPage(browser, `${origin}/src/popup/index.html?surface=tab`),

    /** Another page of the extension, which draws into `#app` as well. @param {string} path */
    openPage: (path) => openPage(browser, `${origin}/${path}`),

    browserWindow,

    /** @param {Page} page @param {string} file */
    async screenshot(page, file) {
      await page.screenshot({ path: /** @type {`${string}.png`} */ (file) });
    },

    close: () => closeBrowser(browser, scratch),
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
