import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createActs } from '../browser/acts.mjs';
import { click, find } from '../browser/find.mjs';
import { launchFirefoxPerson } from '../browser/firefox-person.mjs';
import { launchPerson } from '../browser/person.mjs';
import { runProgram } from '../process/run-program.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../browser/firefox-person.mjs').FirefoxPerson} FirefoxPerson */
/**
 * @typedef {object} Album
 * @property {string} display
 * @property {string} folder
 * @property {{ firefox: string, extensionDir: string }} firefox
 * @property {{ chromium: string, extensionDir: string }} chromium
 * @property {(close: () => Promise<void>) => void} beforeLeaving
 * @property {(text: string) => void} say
 */

const acts = createActs();
const screen = { x: 0, y: 0, width: 1280, height: 800 };
const sidebarWidths = [220, 400];
/** Windows open and themes change with a little movement. */
const settleMs = 1_200;

/** Fumi at Firefox, on a screen of her own, with every surface there is. @param {Album} album */
export async function takePictures(album) {
  const { display, firefox, chromium, beforeLeaving, say } = album;
  say('opening Firefox for Fumi, and Chromium for Alice');
  const [fumi, alice] = await Promise.all([
    launchFirefoxPerson({ ...firefox, name: 'Fumi', display, window: screen }),
    launchPerson({ ...chromium, name: 'Alice' }),
  ]);
  beforeLeaving(fumi.close);
  beforeLeaving(alice.close);
  const page = await fumi.openTab();
  const alicePage = await alice.openPopup();
  const [, id] = await Promise.all([acts.begin(page, 'Fumi'), acts.begin(alicePage, 'Alice')]);
  await acts.invite(page, id);
  await acts.accept(alicePage, 'Fumi');
  await Promise.all([acts.waitUntilOnline(page, 'Alice'), acts.waitUntilOnline(alicePage, 'Fumi')]);
  await acts.openConversation(alicePage, 'Fumi');
  await acts.write(alicePage, 'Shall we look at the slides together?');
  await acts.openConversation(page, 'Alice');
  await acts.write(page, 'Gladly. I have Firefox, does that work?');
  const take = photographer(album, fumi);
  await surfaces(page, fumi, take);
  await acts.call(page, 'Video call');
  await acts.answer(alicePage, 'Fumi', 'Answer with video');
  await acts.waitForCallStatus(page, 'Connected');
  await acts.watchPicture(page, 'Remote video');
  await inCall(page, fumi, take);
  await fumi.close();
  await question(album);
}

/** @typedef {(name: string) => Promise<void>} Take a picture of the whole screen, in both themes */

/** @param {Pick<Album, 'display' | 'folder' | 'say'>} album @param {Pick<FirefoxPerson, 'browserWindow'>} person @returns {Take} */
function photographer({ display, folder, say }, { browserWindow }) {
  return async (name) => {
    for (const theme of /** @type {const} */ (['light', 'dark'])) {
      await browserWindow.useTheme(theme);
      await pause(settleMs);
      const file = join(folder, `${name}-${theme}.png`);
      const { code, tail } = await runProgram('import', ['-window', 'root', file], { env: { DISPLAY: display } });
      if (code !== 0) throw new Error(`no picture could be taken: ${tail}`);
    }
    say(name);
  };
}

/** @param {Page} page @param {FirefoxPerson} fumi @param {Take} take */
async function surfaces(page, { browserWindow }, take) {
  await take('tab');
  for (const width of sidebarWidths) {
    await browserWindow.openSidebar(width);
    await take(`sidebar-${width}-home`);
  }
  await inSidebar(page, '.contact');
  for (const width of sidebarWidths) {
    await browserWindow.openSidebar(width);
    await take(`sidebar-${width}-conversation`);
  }
  await browserWindow.closeSidebar();
  await page.evaluate(() => chrome.action.openPopup());
  await take('popup');
  await closePopup(page);
  const id = await page.evaluate(async () => {
    const url = chrome.runtime.getURL('src/popup/index.html?surface=window');
    return (await chrome.windows.create({ url, type: 'popup', width: 420, height: 720 }))?.id;
  });
  await take('window');
  await page.evaluate((opened) => chrome.windows.remove(opened ?? -1), id);
}

/** @param {Page} page @param {FirefoxPerson} fumi @param {Take} take */
async function inCall(page, { browserWindow }, take) {
  await take('call-tab');
  for (const width of sidebarWidths) {
    await browserWindow.openSidebar(width);
    await take(`call-sidebar-${width}`);
  }
  await browserWindow.closeSidebar();
  await page.evaluate(() => chrome.action.openPopup());
  await take('call-popup');
  await closePopup(page);
  await acts.press(page, 'Picture in picture');
  await take('call-floating');
}

/** Somebody who was never asked for camera and microphone. @param {Album} album */
async function question({ beforeLeaving, ...album }) {
  const preferences = {
    'media.navigator.permission.fake': true,
    'permissions.default.camera': 0,
    'permissions.default.microphone': 0,
  };
  const nana = await launchFirefoxPerson({
    ...album.firefox,
    name: 'Nana',
    display: album.display,
    window: screen,
    preferences,
  });
  beforeLeaving(nana.close);
  const page = await nana.openPage('src/popup/permission/index.html');
  await find(page, 'button', 'Allow camera and microphone');
  const take = photographer(album, nana);
  await take('permission');
  await click(page, 'button', 'Allow camera and microphone');
  await take('permission-question');
  await nana.close();
}

/** The driver does not reach the sidebar, but another page of the extension does. @param {Page} page @param {string} selector */
async function inSidebar(page, selector) {
  await page.evaluate((wanted) => {
    const inSidebars = /** @type {chrome.extension.FetchProperties} */ (/** @type {unknown} */ ({ type: 'sidebar' }));
    const [view] = chrome.extension.getViews(inSidebars);
    view?.document.querySelector(wanted)?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  }, selector);
}

/** @param {Page} page */
async function closePopup(page) {
  await page.evaluate(() => {
    for (const view of chrome.extension.getViews({ type: 'popup' })) view.close();
  });
}
