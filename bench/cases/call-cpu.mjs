import { setTimeout as pause } from 'node:timers/promises';
import { askEngine } from '../../scripts/lib/browser/engine-requests.mjs';
import { until } from '../../scripts/lib/browser/find.mjs';
import { cpuSecondsOf } from '../cpu-time.mjs';
import { withRawCall } from '../raw-call.mjs';
import { acts } from '../stage.mjs';

/** @typedef {import('../stage.mjs').Stage} Stage */
/** @typedef {import('puppeteer-core').Page} Page */

/** @type {import('../bench-case.ts').BenchCase} */
export const callCpu = {
  name: 'G25 call',
  ours: 'processor time of both browsers in a 720p call, shown in the popup',
  beside: 'a raw call of the same size, shown in an ordinary page',
  goal: 1.05,
  unit: '% of a core',
  rounds: 6,
  warmUps: 0,
  measureOurs: (stage) => measureCall(stage, (person) => person.openPopup()),
  measureBeside: measureRaw,
  third: {
    what: 'the call shown through the loopback connection',
    measure: (stage) => measureCall(stage, openLoopback),
  },
};

const fullWidth = 1280;
/** A picture grows to its full size while the browser finds out what the path bears. */
const growing = { timeoutMs: 60_000, everyMs: 500 };
const calmMs = 2_000;
const measuredMs = 6_000;
/** The remote picture as large as in the popup. */
const shownSize = { width: 400, height: 225 };

/** @param {Stage} stage @param {(person: import('../../scripts/lib/browser/person.mjs').Person) => Promise<Page>} open */
async function measureCall(stage, open) {
  const { alice, bob, alicePage, bobPage } = stage;
  await alicePage.evaluate(() => window.beelineProbe.startCall(true));
  await bobPage.evaluate(() => window.beelineProbe.untilIncoming());
  const surfaces = await Promise.all([open(alice), open(bob)]);
  await askEngine(bobPage, 'call.answer', { video: true });
  await Promise.all(surfaces.map((surface) => acts.waitForCallStatus(surface, 'Connected')));
  await Promise.all([alicePage, bobPage].map(hidePictures));
  try {
    return await measureCalm(stage, surfaces, (page) =>
      page.evaluate(() => document.querySelector('video')?.videoWidth ?? 0),
    );
  } finally {
    for (const page of [alicePage, bobPage]) await page.evaluate(() => window.beelineProbe.untilNoCall());
    await Promise.all([alice, bob].map((person) => person.closePopup()));
    await Promise.all(surfaces.map((surface) => surface.isClosed() || surface.close()));
  }
}

/** The stage's own tabs show the call as well, and a tab in the background still takes every frame. @param {Page} page */
async function hidePictures(page) {
  await page.evaluate(() =>
    document.querySelector('button[aria-label="Back"]')?.dispatchEvent(new MouseEvent('click')),
  );
  await until('the tab behind to show no picture', async () => (await page.$('video')) === null);
}

/** The app in a tab that cannot see the engine's window. @param {import('../../scripts/lib/browser/person.mjs').Person} person */
async function openLoopback(person) {
  const page = await person.browser.newPage();
  await page.setViewport({ width: 400, height: 600 });
  await page.evaluateOnNewDocument(() => Reflect.set(chrome.extension, 'getViews', () => []));
  await page.goto(`chrome-extension://${person.extensionId}/src/popup/index.html?surface=window`);
  return page;
}

/** @param {Stage} stage */
function measureRaw(stage) {
  return withRawCall(stage, async ({ alice, bob }) => {
    await bob.evaluate(() => window.beelineRaw.acceptUntilFrame());
    for (const page of [alice, bob]) await page.evaluate((size) => window.beelineRaw.show(size), shownSize);
    return await measureCalm(stage, [alice, bob], (page) => page.evaluate(() => window.beelineRaw.pictureWidth()));
  });
}

/** @param {Stage} stage @param {readonly Page[]} pages @param {(page: Page) => Promise<number>} widthOf */
async function measureCalm({ alice, bob }, pages, widthOf) {
  for (const page of pages) {
    await until('the picture to be full-sized', async () => (await widthOf(page)) === fullWidth, growing);
  }
  await pause(calmMs);
  const roots = [alice, bob].map(({ browser }) => browser.process()?.pid ?? 0);
  const before = { cpu: cpuSecondsOf(roots), ms: performance.now() };
  await pause(measuredMs);
  return (100 * 1_000 * (cpuSecondsOf(roots) - before.cpu)) / (performance.now() - before.ms);
}
