#!/usr/bin/env node
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allCases } from '../bench/cases/all-cases.mjs';
import { formatResults, runCase } from '../bench/run-cases.mjs';
import { openStage } from '../bench/stage.mjs';
import { shuffle } from '../bench/statistics.mjs';
import { beforeLeaving, runMain } from './lib/process/clean-up.mjs';
import { say } from './lib/setup/say.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';
import { prepare, prepareExtension } from './lib/test/prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const chosen = allCases.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  if (chosen.length === 0) {
    throw new SetupFailure(
      `Usage: npm run bench [-- case…], with cases ${allCases.map(({ name }) => name).join(', ')}.`,
    );
  }
  const needs = { name: 'bench', projects: [], needsBackend: true, needsBrowser: true };
  const env = await prepareExtension(root, await prepare(root, [needs]));
  let stage = await openStageIn(env);
  beforeLeaving(() => stage.close());
  const results = [];
  const file = join(root, '.cache', 'bench.json');
  await mkdir(dirname(file), { recursive: true });
  for (const benchCase of shuffle(chosen)) {
    say(`measuring ${benchCase.name}`);
    const result = await runCase(benchCase, stage);
    results.push(result);
    await writeFile(file, JSON.stringify(results, undefined, 2));
    if (result.stopped === undefined) continue;
    say(`${benchCase.name} came to no end (${result.stopped}); the others get browsers of their own`);
    await stage.close();
    stage = await openStageIn(env);
  }
  results.sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  process.stdout.write(`${formatResults(results)}\n\nAll samples are in .cache/bench.json\n`);
  return results.every(({ isReached }) => isReached) ? 0 : 1;
});

/** @param {NodeJS.ProcessEnv} env */
function openStageIn(env) {
  return openStage({
    chromium: env.BEELINE_CHROMIUM ?? '',
    extensionDir: env.BEELINE_EXTENSION_DIR ?? '',
    emulators: { firestore: env.FIRESTORE_EMULATOR_HOST ?? '', auth: env.FIREBASE_AUTH_EMULATOR_HOST ?? '' },
    say,
  });
}
