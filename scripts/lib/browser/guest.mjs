import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { chromiumFlags } from './chromium-flags.mjs';
import { writeCameraFile } from './fake-camera.mjs';
import { launchFirefox } from './launch-firefox.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof launchGuest>>} Guest */
/**
 * @typedef {object} GuestOptions
 * @property {string} name also names the temporary profile
 * @property {string} [chromium] path of the program
 * @property {string} [firefox] the same, for who sits at Firefox instead
 * @property {boolean} [headless]
 * @property {number} [hue] which of the fake cameras
 * @property {{ x: number, y: number, width: number, height: number }} [window]
 */

/**
 * Somebody without the extension, at a browser as it comes, with devices that are allowed and fake.
 * @param {GuestOptions} options
 */
export async function launchGuest({ name, firefox, headless = true, ...chromium }) {
  const scratch = await mkdtemp(join(tmpdir(), `beeline-${name.toLowerCase()}-`));
  const browser =
    firefox === undefined
      ? await launchChromium({ scratch, headless, ...chromium })
      : await launchFirefox(firefox, { headless, userDataDir: join(scratch, 'profile') });
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  return {
    name,
    browser,
    page,

    /** @param {Page} shown @param {string} file */
    async screenshot(shown, file) {
      await shown.screenshot({ path: /** @type {`${string}.png`} */ (file) });
    },

    async close() {
      await browser.close();
      await rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** @param {Omit<GuestOptions, 'name' | 'firefox'> & { scratch: string }} options */
async function launchChromium({
  scratch,
  chromium,
  headless,
  hue = 2,
  window = { x: 0, y: 0, width: 1000, height: 800 },
}) {
  const cameraFile = join(scratch, 'camera.y4m');
  writeCameraFile(cameraFile, hue);
  return await puppeteer.launch({
    ...(chromium !== undefined && { executablePath: chromium }),
    ...(headless !== undefined && { headless }),
    pipe: true,
    defaultViewport: null,
    userDataDir: join(scratch, 'profile'),
    args: chromiumFlags({ lang: 'en-US', cameraFile, window }),
    env: { ...process.env, LANGUAGE: 'en-US', LANG: 'en_US.UTF-8' },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
