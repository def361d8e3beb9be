#!/usr/bin/env node
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMain } from './lib/setup/clean-up.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';
import { prepare } from './lib/test/prepare.mjs';
import { runSuite } from './lib/test/run-suite.mjs';
import { chooseSuites } from './lib/test/suites.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// All mutants of the rules; `npm test` tries as many as fit into its time.
await runMain(async () => {
  const [suite] = chooseSuites(['mutation']) ?? [];
  if (!suite) throw new SetupFailure('There is no suite of mutations.');
  const { failed } = await runSuite(root, suite, { ...(await prepare(root, [suite])), BEELINE_MUTANTS: 'all' });
  return failed === 0 ? 0 : 1;
});
