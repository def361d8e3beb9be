import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSeededRandom } from '../fakes/seeded-random.ts';
import type { RuleMutant } from './rule-mutants.ts';
import { mutantsOf } from './rule-mutants.ts';
import type { RulesTrial } from './rules-trial.ts';
import { openTrial } from './rules-trial.ts';

/** `npm run test:mutation` tries all; otherwise a draw of them, which `BEELINE_SEED` repeats. */
const { BEELINE_MUTANTS: wanted, BEELINE_SEED: wantedSeed } = process.env;
const isComplete = wanted === 'all';
const budgetMs = isComplete ? Infinity : 30_000;
const longestMs = isComplete ? 7_200_000 : 1_200_000;
const trialsSideBySide = 3;

const rules = readFileSync(new URL('../../firebase/firestore.rules', import.meta.url), 'utf8');
const mutants = mutantsOf(rules);
const seed = Number(wantedSeed ?? Date.now() % 1_000_000);
let trials: readonly RulesTrial[] = [];

beforeAll(async () => {
  trials = await Promise.all(Array.from({ length: trialsSideBySide }, openTrial));
});

afterAll(async () => {
  await Promise.all(trials.map((trial) => trial.close()));
});

describe('mutations of firestore.rules', () => {
  test('the rules as they are have no witness against them, so that the verdicts below mean something', async () => {
    expect(await trials[0]?.findWitness(rules)).toBeUndefined();
  });

  test('every condition is found, and every mutant differs', () => {
    expect(mutants.length).toBeGreaterThan(100);
    expect(new Set([rules, ...mutants.map((mutant) => mutant.rules)]).size).toBe(mutants.length + 1);
  });

  test(
    'without any one condition, or with it turned around, some case of the table fails',
    async () => {
      const { tried, survivors } = await tryAll(isComplete ? [...mutants] : shuffle(mutants));
      const score = tried === 0 ? 0 : (100 * (tried - survivors.length)) / tried;
      const draw = isComplete ? '' : `, drawn with BEELINE_SEED=${seed}`;
      console.info(
        `rules mutation: ${tried} of ${mutants.length} mutants${draw}, ` +
          `${tried - survivors.length} noticed, score ${score.toFixed(1)} %`,
      );
      expect(survivors).toEqual([]);
      expect(tried).toBeGreaterThan(0);
    },
    longestMs,
  );
});

async function tryAll(queue: RuleMutant[]): Promise<{ tried: number; survivors: readonly string[] }> {
  const survivors: string[] = [];
  const deadlineMs = performance.now() + budgetMs;
  let tried = 0;
  const work = async (trial: RulesTrial): Promise<void> => {
    for (let mutant = queue.shift(); mutant && performance.now() < deadlineMs; mutant = queue.shift()) {
      if ((await trial.findWitness(mutant.rules)) === undefined) {
        survivors.push(tell(mutant));
        console.info(`rules mutation: nothing notices ${tell(mutant)}`);
      }
      tried += 1;
      if (isComplete && tried % 20 === 0) console.info(`rules mutation: ${tried} of ${mutants.length}`);
    }
  };
  await Promise.all(trials.map(work));
  return { tried, survivors };
}

function tell({ line, change, condition }: RuleMutant): string {
  return `line ${line}, ${change}: ${condition}`;
}

function shuffle(all: readonly RuleMutant[]): RuleMutant[] {
  const random = createSeededRandom(seed);
  return all
    .map((mutant) => ({ mutant, place: random.between(0, 1_000_000) }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ mutant }) => mutant);
}
