#!/usr/bin/env node
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runLanes } from './lib/check/run-lanes.mjs';
import { lanes } from './lib/check/steps.mjs';
import { runMain } from './lib/process/clean-up.mjs';
import { ensureNodeModules } from './lib/setup/node-modules.mjs';
import { say } from './lib/setup/say.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await runMain(async () => {
  const startedMs = performance.now();
  const withoutTests = process.argv.includes('--without-tests');
  await ensureNodeModules(root, say);
  const chosen = lanes.map((lane) => lane.filter((step) => !(withoutTests && step.isTest)));
  const failures = await runLanes(root, chosen, say);
  for (const { step, output } of failures) {
    process.stdout.write(`\n${step.name}\n${output}\n`);
  }
  for (const { step } of failures) {
    process.stdout.write(`\nNot good: ${step.name}. To look at it alone: ${step.advice}`);
  }
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  process.stdout.write(
    `\n${failures.length === 0 ? 'All is good' : `${failures.length} not good`} after ${seconds} s.\n`,
  );
  return failures.length === 0 ? 0 : 1;
});
