import { askEngine } from '../../scripts/lib/browser/engine-requests.mjs';

const textBytes = 40;

/** @type {import('../bench-case.ts').BenchCase<{ alicePage: import('puppeteer-core').Page }>} */
export const textBetweenPages = {
  name: 'G10 text, page to page',
  ours: 'asked for in the page, durable at the peer, acknowledged, told to the page',
  beside: 'raw echo between the same pages',
  goal: 1.5,
  rounds: 60,
  measureOurs: ({ alicePage }, round) =>
    alicePage.evaluate((text) => window.beelineProbe.sendUntilDelivered(text), `${'x'.repeat(textBytes)}${round}`),
  measureBeside: ({ alicePage }) => alicePage.evaluate((bytes) => window.beelineProbe.rawEcho(bytes), textBytes),
};

/** @type {import('../bench-case.ts').BenchCase} */
export const textBetweenEngines = {
  name: 'G10 text, engine to engine',
  ours: 'handed to the lane, durable at the peer, acknowledgement arrived',
  beside: 'raw echo between the same engine documents',
  goal: 1.5,
  rounds: 60,
  measureOurs: (stage, round) => sendThroughEngine(stage, round, 'sent'),
  measureBeside: ({ aliceEngine }) => aliceEngine.evaluate((bytes) => window.beelineProbe.rawEcho(bytes), textBytes),
  third: {
    what: 'raw echo, with one strict IndexedDB write by the one who answers',
    measure: ({ aliceEngine }) => aliceEngine.evaluate((bytes) => window.beelineProbe.rawStoredEcho(bytes), textBytes),
  },
};

/** @type {import('../bench-case.ts').BenchCase} */
export const textFromRequest = {
  name: 'G10 text, with the own write',
  ours: 'asked of the engine, durable here, durable at the peer, acknowledgement arrived',
  beside: 'raw echo between the same engine documents',
  goal: 1.5,
  rounds: 60,
  measureOurs: (stage, round) => sendThroughEngine(stage, round, 'asked'),
  measureBeside: textBetweenEngines.measureBeside,
  third: {
    what: 'one strict IndexedDB write, then a raw echo with another one by the one who answers',
    measure: ({ aliceEngine }) => aliceEngine.evaluate((bytes) => window.beelineProbe.rawStoredTwice(bytes), textBytes),
  },
};

/**
 * @param {import('../stage.mjs').Stage} stage @param {number} round
 * @param {'asked' | 'sent'} since
 */
async function sendThroughEngine({ alicePage, aliceEngine }, round, since) {
  await aliceEngine.evaluate(() => window.beelineLane.begin());
  const contactId = await alicePage.evaluate(() => window.beelineProbe.contactId());
  await askEngine(alicePage, 'chat.send', { contactId, text: `${'y'.repeat(textBytes)}${round}` });
  return await aliceEngine.evaluate((from) => window.beelineLane.untilAcknowledged(from), since);
}
