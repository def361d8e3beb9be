import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags } from './chromium-flags.mjs';
import { closeBrowser } from './close-browser.mjs';
import { writeCameraFile } from './fake-camera.mjs';
import { launchChromium } from './launch-chromium.mjs';
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
      ? await launchWithCamera(scratch, { headless, ...chromium })
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

    close: () => closeBrowser(browser, scratch),
  };
}

/** @param {string} scratch @param {{ chromium?: string, headless: boolean, hue?: number, window?: GuestOptions['window'] }} options */
async function launchWithCamera(scratch, { chromium = 'chromium', headless, hue = 2, window }) {
  const cameraFile = join(scratch, 'camera.y4m');
  writeCameraFile(cameraFile, hue);
  const args = chromiumFlags({ lang: 'en-US', cameraFile, window });
  return await launchChromium(chromium, { headless, userDataDir: join(scratch, 'profile'), args });
}
