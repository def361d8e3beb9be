import { installFrameProbe } from './probes/frame-probe.mjs';
import { installRawProbe } from './probes/raw-probe.mjs';
import { emptyPage } from './stage.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Two empty pages of the extension's origin with a raw connection and open devices, gone afterwards.
 * @template T
 * @param {import('./stage.mjs').Stage} stage
 * @param {(pages: { alice: Page, bob: Page }) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withRawCall({ alice, bob }, use) {
  const [one, other] = await Promise.all([openRaw(alice), openRaw(bob)]);
  try {
    const offer = await one.evaluate(() => window.beelineRaw.offer());
    const answer = await other.evaluate((sdp) => window.beelineRaw.answer(sdp), offer);
    await one.evaluate((sdp) => window.beelineRaw.take(sdp), answer);
    return await use({ alice: one, bob: other });
  } finally {
    await Promise.all([one, other].map((page) => page.close()));
  }
}

/** @param {import('../scripts/lib/browser/person.mjs').Person} person */
async function openRaw(person) {
  const page = await person.browser.newPage();
  await page.goto(`chrome-extension://${person.extensionId}/${emptyPage}`);
  await page.evaluate(installFrameProbe);
  await page.evaluate(installRawProbe);
  await page.evaluate(() => window.beelineRaw.openDevices());
  return page;
}
