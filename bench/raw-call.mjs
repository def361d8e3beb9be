import { installFrameProbe } from './probes/frame-probe.mjs';
import { installRawProbe } from './probes/raw-probe.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Two empty pages of the extension's origin with a raw connection and open devices, gone afterwards.
 * @template T
 * @param {{ openEmpty: () => Promise<Page[]> }} stage
 * @param {(pages: { alice: Page, bob: Page }) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withRawCall({ openEmpty }, use) {
  const [one, other] = await openEmpty();
  if (!one || !other) throw new Error('two pages are needed');
  try {
    await Promise.all([one, other].map(equip));
    const offer = await one.evaluate(() => window.beelineRaw.offer());
    const answer = await other.evaluate((sdp) => window.beelineRaw.answer(sdp), offer);
    await one.evaluate((sdp) => window.beelineRaw.take(sdp), answer);
    return await use({ alice: one, bob: other });
  } finally {
    await Promise.all([one, other].map((page) => page.close()));
  }
}

/** @param {Page} page */
async function equip(page) {
  await page.evaluate(installFrameProbe);
  await page.evaluate(installRawProbe);
  await page.evaluate(() => window.beelineRaw.openDevices());
}
