import { seedHistory } from '../../scripts/lib/browser/long-history.mjs';
import { paintConversation } from '../../scripts/lib/browser/paint-conversation.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../stage.mjs').Stage} Stage */

/** @type {import('../bench-case.ts').BenchCase} */
export const longHistory = {
  name: 'history',
  ours: 'conversation of 10,000 messages, from the click until the newest is painted',
  beside: 'the same with 50 messages',
  goal: 1.25,
  rounds: 25,
  measureOurs: async (stage) => paintConversation((await prepare(stage)).long),
  measureBeside: async (stage) => paintConversation((await prepare(stage)).short),
};

/** @type {WeakMap<Stage, Promise<{ long: Page, short: Page }>>} */
const prepared = new WeakMap();

/** Old messages in both profiles, and a page with the contacts in each. @param {Stage} stage */
function prepare(stage) {
  const known = prepared.get(stage) ?? seed(stage);
  prepared.set(stage, known);
  return known;
}

/** @param {Stage} stage */
async function seed(stage) {
  const { alice, bob, alicePage, bobPage } = stage;
  await seedHistory(alice, alicePage, 10_000);
  await seedHistory(bob, bobPage, 50);
  await stage.equip();
  const [long, short] = await Promise.all([alice.openTab(), bob.openTab()]);
  return { long, short };
}
