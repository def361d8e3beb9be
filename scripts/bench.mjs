#!/usr/bin/env node
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allCases } from '../bench/cases/all-cases.mjs';
import { firefoxCases } from '../bench/cases/firefox.mjs';
import { openFirefoxStage } from '../bench/firefox-stage.mjs';
import { formatResults, runCase } from '../bench/run-cases.mjs';
import { openStage } from '../bench/stage.mjs';
import { shuffle } from '../bench/statistics.mjs';
import { beforeLeaving, runMain } from './lib/process/clean-up.mjs';
import { say } from './lib/setup/say.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';
import { prepare, prepareExtension } from './lib/test/prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const resultsFile = join(root, '.cache', 'bench.json');

/** @typedef {import('../bench/run-cases.mjs').BenchResult} BenchResult */

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const isWanted = (/** @type {{ name: string }} */ { name }) =>
    wanted.length === 0 || wanted.some((part) => name.includes(part));
  const [chosen, inFirefox] = [allCases.filter(isWanted), firefoxCases.filter(isWanted)];
  if (chosen.length + inFirefox.length === 0) {
    throw new SetupFailure(
      `Usage: npm run bench [-- case…], with cases ${[...allCases, ...firefoxCases].map(({ name }) => name).join(', ')}.`,
    );
  }
  const triesFirefox = inFirefox.length > 0;
  const needs = { name: 'bench', projects: [], needsBackend: true, needsBrowser: true, triesFirefox };
  const env = await prepareExtension(root, await prepare(root, [needs]));
  const { BEELINE_CHROMIUM: chromium = '', BEELINE_EXTENSION_DIR: extensionDir = '' } = env;
  const { BEELINE_FIREFOX: firefox, BEELINE_FIREFOX_EXTENSION_DIR: firefoxExtensionDir = '' } = env;
  const emulators = { firestore: env.FIRESTORE_EMULATOR_HOST ?? '', auth: env.FIREBASE_AUTH_EMULATOR_HOST ?? '' };
  await mkdir(dirname(resultsFile), { recursive: true });
  /** @type {BenchResult[]} */
  const results = [];
  await measure(chosen, results, () => openStage({ chromium, extensionDir, emulators, say }));
  if (firefox !== undefined) {
    const open = () => openFirefoxStage({ firefox, extensionDir: firefoxExtensionDir, say });
    await measure(inFirefox, results, open);
  } else if (triesFirefox) say('leaving out what needs Firefox, which is not there');
  results.sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  process.stdout.write(`${formatResults(results)}\n\nAll samples are in .cache/bench.json\n`);
  return results.every(({ isReached }) => isReached) ? 0 : 1;
});

/**
 * Adds to the results as they come, and keeps them in the file.
 * @template {{ close: () => Promise<void> }} On
 * @param {readonly import('../bench/bench-case.ts').BenchCase<On>[]} cases
 * @param {BenchResult[]} results
 * @param {() => Promise<On>} open
 */
async function measure(cases, results, open) {
  if (cases.length === 0) return;
  let stage = await open();
  beforeLeaving(() => stage.close());
  for (const benchCase of shuffle(cases)) {
    say(`measuring ${benchCase.name}`);
    const result = await runCase(benchCase, stage);
    results.push(result);
    await writeFile(resultsFile, JSON.stringify(results, undefined, 2));
    if (result.stopped === undefined) continue;
    say(`${benchCase.name} came to no end (${result.stopped}); the others get browsers of their own`);
    await stage.close();
    stage = await open();
  }
  await stage.close();
}
