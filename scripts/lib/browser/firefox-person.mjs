import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { until } from './find.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof launchFirefoxPerson>>} FirefoxPerson */

const extensionId = 'beeline@beeline.example';
/** Of the extension's pages; a browser makes one up for each profile unless it is told. */
const addressId = '5d1cf1a2-8c1d-4d53-9a59-0f6d3c8a6b11';
const startTimeoutMs = 30_000;

/** Devices are fake, and were allowed at an earlier time; everything else is as people have it. */
const preferences = {
  'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: addressId }),
  'media.navigator.streams.fake': true,
  'permissions.default.camera': 1,
  'permissions.default.microphone': 1,
};

/**
 * A Firefox with the extension, a profile of its own, and a person in front of it.
 * @param {{ name: string, extensionDir: string, firefox: string, userDataDir?: string }} options
 */
export async function launchFirefoxPerson({ name, extensionDir, firefox, userDataDir }) {
  const scratch = await mkdtemp(join(tmpdir(), `beeline-${name.toLowerCase()}-`));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox,
    headless: true,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: preferences,
    userDataDir: userDataDir ?? join(scratch, 'profile'),
    defaultViewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  await browser.installExtension(extensionDir);
  return {
    name,
    browser,

    /** The app in a tab. */
    async openTab() {
      return await openPage(browser, `moz-extension://${addressId}/src/popup/index.html?surface=tab`);
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
