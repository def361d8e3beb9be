import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumFlags } from './chromium-flags.mjs';
import { closeBrowser } from './close-browser.mjs';
import { writeCameraFile } from './fake-camera.mjs';
import { until } from './find.mjs';
import { allowDevices } from './input-devices.mjs';
import { launchChromium } from './launch-chromium.mjs';
import { serviceWorker } from './service-worker.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').Target} Target */
/** @typedef {Awaited<ReturnType<typeof launchPerson>>} Person */
/**
 * @typedef {object} PersonOptions
 * @property {string} name also names the temporary profile
 * @property {string} extensionDir the built extension
 * @property {string} chromium path of the program
 * @property {readonly string[]} [entry] what makes the browser run in another network: a command and its first arguments
 * @property {boolean} [headless]
 * @property {string} [display] the X display of a window that is not headless
 * @property {string} [lang] locale of the browser, such as `ja`
 * @property {string} [userDataDir] kept afterwards; a temporary one is made and removed otherwise
 * @property {boolean} [fakeMedia] false for a browser without a granted camera
 * @property {number} [hue] which of the fake cameras
 * @property {{ width: number, height: number }} [cameraSize] of its picture
 * @property {number} [cameras] that many cameras of the browser's own making instead
 * @property {string} [sharedTab] title of the tab that its picker of screens chooses, instead of the screen
 * @property {string} [pageUrl] the ordinary page in the first tab
 * @property {{ x: number, y: number, width: number, height: number }} [window]
 */

const popupPath = '/src/popup/index.html';
const offscreenPath = '/src/offscreen/index.html';

/**
 * A browser with the extension, a profile of its own, and a person in front of it.
 * @param {PersonOptions} options
 */
export async function launchPerson(options) {
  const { name, extensionDir, chromium, headless = true, lang = 'en-US', fakeMedia = true, hue = 0 } = options;
  const { cameras, sharedTab, window, pageUrl = 'about:blank' } = options;
  const scratch = await mkdtemp(join(tmpdir(), `beeline-${name.toLowerCase()}-`));
  const cameraFile = fakeMedia ? join(scratch, 'camera.y4m') : null;
  if (cameraFile) writeCameraFile(cameraFile, hue, options.cameraSize);
  const program = options.entry ? await writeStarter(scratch, [...options.entry, chromium]) : chromium;
  const browser = await launchChromium(program, {
    userDataDir: options.userDataDir ?? join(scratch, 'profile'),
    args: chromiumFlags({ lang, cameraFile, cameras, sharedTab, window }),
    ...{ headless, lang },
    ...(options.display !== undefined && { display: options.display }),
    extensionDirs: [extensionDir],
  });
  try {
    const tab = (await browser.pages())[0] ?? (await browser.newPage());
    await tab.goto(pageUrl);
    await tab.bringToFront();
    const workerTarget = await browser.waitForTarget((target) => target.type() === 'service_worker');
    const extensionId = new URL(workerTarget.url()).host;
    if (fakeMedia && sharedTab !== undefined) await allowDevices(browser, extensionId);
    return {
      name,
      browser,
      tab,
      extensionId,
      cameraFile,
      ...surfaces(browser, tab, extensionId),
      ...serviceWorker({ browser, tab, extensionId }),
      close: () => closeBrowser(browser, scratch),
    };
  } catch (error) {
    await closeBrowser(browser, scratch);
    throw error;
  }
}

/** The driver takes one program, without arguments. @param {string} folder @param {readonly string[]} command */
async function writeStarter(folder, command) {
  const file = join(folder, 'start');
  await writeFile(file, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`, { mode: 0o700 });
  return file;
}

/** @param {import('puppeteer-core').Browser} browser @param {Page} tab @param {string} extensionId */
function surfaces(browser, tab, extensionId) {
  const origin = `chrome-extension://${extensionId}`;
  const isPopup = (/** @type {Target} */ target) =>
    target.url().startsWith(origin + popupPath) && !target.url().includes('surface=');
  const popupTarget = () => browser.targets().find(isPopup);
  return {
    /** The real action popup, opened as by a click on the toolbar icon. */
    async openPopup() {
      const open = popupTarget();
      if (open) return await open.asPage();
      await tab.bringToFront();
      const opened = browser.waitForTarget(isPopup, { timeout: 10_000 });
      opened.catch(() => {});
      const extension = (await browser.extensions()).get(extensionId);
      if (!extension) throw new Error(`extension ${extensionId} is not installed`);
      await extension.triggerAction(tab);
      return await (await opened).asPage();
    },

    isPopupOpen: () => popupTarget() !== undefined,

    /** Goes on with the page in the tab, which closes the popup as it does for people. */
    async closePopup() {
      if (!popupTarget()) return;
      await tab.mouse.click(5, 5);
      await until('the popup to close', () => popupTarget() === undefined);
    },

    /** The same page in a tab. */
    async openTab() {
      const page = await browser.newPage();
      await page.goto(`${origin}${popupPath}?surface=tab`);
      return page;
    },

    /** The engine's page, once it exists. */
    async offscreen() {
      const target = await browser.waitForTarget((t) => t.url().startsWith(origin + offscreenPath), {
        timeout: 15_000,
      });
      return await target.asPage();
    },

    /** @param {Page} page @param {string} file */
    async screenshot(page, file) {
      await page.screenshot({ path: /** @type {`${string}.png`} */ (file) });
    },
  };
}
