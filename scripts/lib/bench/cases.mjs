import { emptyPage } from './stage.mjs';

/** @typedef {import('./stage.mjs').Stage} Stage */
/**
 * Two things measured in the same run, in the same browsers, in shuffled order.
 * @typedef {object} BenchCase
 * @property {string} name
 * @property {string} ours what is measured
 * @property {string} beside what it is measured beside
 * @property {number} goal greatest ratio of the medians
 * @property {number} rounds of each
 * @property {(stage: Stage, round: number) => Promise<number>} measureOurs milliseconds
 * @property {(stage: Stage, round: number) => Promise<number>} measureBeside
 */

const textBytes = 40;

/** @type {readonly BenchCase[]} */
export const cases = [
  {
    name: 'G10 text',
    ours: 'send, durable at the peer, acknowledged, told to the page',
    beside: 'raw echo between the same pages',
    goal: 1.5,
    rounds: 60,
    measureOurs: ({ alicePage }, round) =>
      alicePage.evaluate((text) => window.beelineProbe.sendUntilDelivered(text), `${'x'.repeat(textBytes)}${round}`),
    measureBeside: ({ alicePage }) => alicePage.evaluate((bytes) => window.beelineProbe.rawEcho(bytes), textBytes),
  },
  {
    name: 'G5 ring',
    ours: 'call asked for in one page, told to the page of the other',
    beside: 'raw message one way between the same pages',
    goal: 1.2,
    rounds: 12,
    async measureOurs({ alicePage, bobPage }) {
      const incoming = bobPage.evaluate(() => window.beelineProbe.untilIncoming());
      const startedAt = await alicePage.evaluate(() => window.beelineProbe.startCall());
      const took = (await incoming) - startedAt;
      await alicePage.evaluate(() => window.beelineProbe.untilNoCall());
      await bobPage.evaluate(() => window.beelineProbe.untilNoCall());
      return took;
    },
    measureBeside: ({ alicePage }) => alicePage.evaluate((bytes) => window.beelineProbe.rawOneWay(bytes), textBytes),
  },
  {
    name: 'G19 popup',
    ours: 'page opened, contacts painted and clickable',
    beside: 'empty page of the same origin opened and painted',
    goal: 1.25,
    rounds: 25,
    measureOurs: (stage) => openAndPaint(stage, 'src/popup/index.html?surface=tab', 'button.contact'),
    measureBeside: (stage) => openAndPaint(stage, emptyPage, '#there'),
  },
];

/** @param {Stage} stage @param {string} path @param {string} selector what has to be there */
async function openAndPaint({ alice }, path, selector) {
  const page = await alice.browser.newPage();
  try {
    await page.evaluateOnNewDocument((wanted) => {
      const look = () => {
        if (!document.querySelector(wanted)) return false;
        // The frame after the one in which it was put there has it on screen.
        requestAnimationFrame(() => requestAnimationFrame(() => Reflect.set(window, 'paintedMs', performance.now())));
        return true;
      };
      const observer = new MutationObserver(() => look() && observer.disconnect());
      observer.observe(document, { childList: true, subtree: true });
    }, selector);
    await page.goto(`chrome-extension://${alice.extensionId}/${path}`);
    const painted = await page.waitForFunction(() => Reflect.get(window, 'paintedMs'), { polling: 20 });
    return Number(await painted.jsonValue());
  } finally {
    await page.close();
  }
}
