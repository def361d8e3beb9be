import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { ensureNodeModules } from '../setup/node-modules.mjs';
import { say } from '../setup/say.mjs';
import { formatResult, judge, parseExplained, readMutants } from './survivors.mjs';

/** Below this a change has come without its tests. */
const leastScore = 90;

/** What decides without a browser: the pure machines and codecs, the envelopes, and the documents of the service. */
const judged = [
  'src/shared/**/*.ts',
  'src/engine/*/rules/**/*.ts',
  'src/engine/bytes/*.ts',
  'src/engine/crypto/**/*.ts',
  'src/adapters/firestore/documents.ts',
  'src/adapters/firestore/mailbox-failure.ts',
  'src/adapters/firestore/server-clock.ts',
  // The browser's own messaging, which the browser tests drive.
  '!src/shared/messaging/runtime-*.ts',
];

const report = '.cache/mutation/report.json';

/**
 * Changes the code in every way Stryker knows, one at a time, and runs the unit tests.
 * @param {string} root
 * @param {readonly string[]} files patterns; all that is judged when there are none
 * @returns {Promise<boolean>} whether the score is reached and the list of survivors says what is
 */
export async function mutateCode(root, files) {
  await ensureNodeModules(root, say);
  process.chdir(root);
  const startedMs = performance.now();
  const here = 'scripts/lib/mutation';
  await new Stryker({
    mutate: files.length > 0 ? [...files] : judged,
    testRunner: 'in-process',
    plugins: [join(root, here, 'in-process-runner.mjs'), join(root, here, 'words-for-developers.mjs')],
    ignorers: ['words-for-developers'],
    buildCommand: `node ${here}/bundle-tests.mjs`,
    coverageAnalysis: 'perTest',
    concurrency: Number(process.env.BEELINE_CONCURRENCY ?? 2),
    // Counted on top of what the tests take; a machine that is busy otherwise must not decide about a mutant.
    timeoutMS: 15_000,
    tempDirName: '.cache/mutation/sandbox',
    ignorePatterns: ['.cache', 'dist', 'demo-output', 'docs'],
    disableTypeChecks: true,
    reporters: ['json', 'html', 'progress-append-only'],
    jsonReporter: { fileName: report },
    htmlReporter: { fileName: '.cache/mutation/report.html' },
    warnings: false,
  }).runMutationTest();
  const mutants = readMutants(JSON.parse(await readFile(report, 'utf8')));
  const explained = parseExplained(await readFile('scripts/lib/mutation/survivors.md', 'utf8'));
  const verdict = judge(mutants, explained, leastScore);
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0);
  process.stdout.write(`${formatResult(verdict)}\nin ${seconds} s; each mutant in .cache/mutation/report.html\n`);
  return verdict.isGood;
}
