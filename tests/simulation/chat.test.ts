import { expect, test } from 'vitest';
import { createSeededRandom } from '../fakes/seeded-random.ts';
import type { StoryPlan } from './chat-story.ts';
import { tellStory } from './chat-story.ts';

/** `BEELINE_SEED=17 npm run test:simulation` replays one story; `BEELINE_SEEDS=10000` tells as many, however long it takes. */
const { BEELINE_SEED: onlySeed, BEELINE_SEEDS: wantedSeeds } = process.env;
const usualSeeds = 1_000;
const usualBudgetMs = 60_000;
const steps = 150;

const usualPutBack = 500;
/** Beyond the usual ones: in these, messages had changed places, or were told to be read that nobody had seen. */
const formerlyOpen = [692, 704];
/** Of 1,772 others none fails. In this one two messages change places after disks were put back (docs/decisions/old-copies.md). */
const openSeed = 1_773;

test.each<readonly [name: string, plan: StoryPlan]>([
  ['chat: whatever breaks, each message is there once, in order, and known to be delivered', { steps }],
  [
    'put back: whichever disk is, and how far, all else arrives and nothing is told that was not',
    { steps, putsBack: true },
  ],
])('%s', async (_name, plan) => {
  const usual = numbersTo(plan.putsBack ? usualPutBack : usualSeeds);
  const seeds = onlySeed ? [Number(onlySeed)] : wantedSeeds ? numbersTo(Number(wantedSeeds)) : usual;
  const budgetMs = wantedSeeds ? Infinity : usualBudgetMs;
  const startedMs = performance.now();
  let played = 0;
  let messages = 0;
  for (const seed of seeds) {
    if (performance.now() - startedMs > budgetMs) break;
    try {
      messages += await tellStory(createSeededRandom(seed), plan);
    } catch (error) {
      throw new Error(`chat simulation failed with BEELINE_SEED=${seed}`, { cause: error });
    }
    played += 1;
  }
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  const cut = played < seeds.length ? ` (stopped after ${budgetMs / 1_000} s)` : '';
  console.info(`chat simulation: ${played} of ${seeds.length} seeds${cut}, ${messages} messages, ${seconds} s`);
  expect(messages).toBeGreaterThan(0);
});

test.each(formerlyOpen)('put back: all is well in story %i too', async (seed) => {
  expect(await tellStory(createSeededRandom(seed), { steps, putsBack: true })).toBeGreaterThan(0);
});

test.fails('put back: what arrives is in order, in the one story that is open', async () => {
  await tellStory(createSeededRandom(openSeed), { steps, putsBack: true });
});

function numbersTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
