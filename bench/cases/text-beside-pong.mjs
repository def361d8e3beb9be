import { click, find, waitForText } from '../../scripts/lib/browser/find.mjs';
import { acts } from '../stage.mjs';
import { percentile } from '../statistics.mjs';
import { textBetweenPages } from './text.mjs';

const textsPerRound = 40;
/** Invitation, countdown and a busy computer. */
const patience = { timeoutMs: 30_000 };

/** @type {import('../bench-case.ts').BenchCase} */
export const textBesidePong = {
  name: 'G10 text beside Pong',
  ours: `text, page to page, while Pong is played: the 95th percentile of ${textsPerRound}`,
  beside: 'the same without a game',
  goal: 2,
  rounds: 8,
  warmUps: 1,
  measureOurs: (stage, round) => withPong(stage, () => slowTextOf(stage, round)),
  measureBeside: slowTextOf,
};

/** @param {import('../stage.mjs').Stage} stage @param {number} round */
async function slowTextOf(stage, round) {
  const values = [];
  for (let sent = 0; sent < textsPerRound; sent += 1) {
    values.push(await textBetweenPages.measureOurs(stage, round * textsPerRound + sent));
  }
  return percentile(values, 0.95);
}

/**
 * Alice invites Bob to play, and leaves afterwards.
 * @param {import('../stage.mjs').Stage} stage @param {() => Promise<number>} use
 */
async function withPong({ alicePage, bobPage }, use) {
  for (const page of [alicePage, bobPage]) await page.bringToFront();
  await acts.openConversation(alicePage, 'Bob');
  await click(alicePage, 'button', 'Play');
  await click(alicePage, 'menuitem', 'Pong');
  await find(bobPage, 'alertdialog', 'Alice wants to play Pong', patience);
  await click(bobPage, 'button', 'Play');
  await Promise.all([alicePage, bobPage].map((page) => waitForText(page, 'status', /Move with the mouse/, patience)));
  try {
    return await use();
  } finally {
    await click(alicePage, 'button', 'Leave game');
    // In the question whether that is meant.
    await click(alicePage, 'button', 'Leave game');
    await click(bobPage, 'button', 'Dismiss');
  }
}
