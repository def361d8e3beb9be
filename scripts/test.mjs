#!/usr/bin/env node
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMain } from './lib/process/clean-up.mjs';
import { say } from './lib/setup/say.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';
import { prepare } from './lib/test/prepare.mjs';
import { runSuite } from './lib/test/run-suite.mjs';
import { chooseSuites, suites } from './lib/test/suites.mjs';
import { addUp, lastLine } from './lib/test/tally.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await runMain(async () => {
  const chosen = chooseSuites(process.argv.slice(2));
  if (!chosen) {
    throw new SetupFailure(`Usage: npm test [-- suite…], with suites ${suites.map(({ name }) => name).join(', ')}.`);
  }
  const env = await prepare(root, chosen);
  const results = [];
  for (const suite of chosen) {
    const startedMs = performance.now();
    const result = await runSuite(root, suite, env);
    say(`${suite.name}: ${lastLine(result.tally)} in ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
    results.push(result);
  }
  for (const shortfall of results.flatMap(({ shortfalls }) => shortfalls)) process.stdout.write(`${shortfall}\n`);
  const total = addUp(results.map(({ tally }) => tally));
  process.stdout.write(`${lastLine(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});
