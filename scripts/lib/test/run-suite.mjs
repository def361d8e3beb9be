import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeLeaving } from '../process/clean-up.mjs';
import { runProgram } from '../process/run-program.mjs';
import { say } from '../setup/say.mjs';
import { prepareExtension } from './prepare.mjs';
import { listShortfalls } from './shortfalls.mjs';
import { tallyVitest } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */
/** @typedef {import('./suites.mjs').Suite} Suite */

/** @typedef {{ tally: Tally, shortfalls: readonly string[] }} SuiteResult a paragraph for everything that did not pass */

/**
 * Runs one suite with its output on the terminal. A suite that cannot even begin counts as one failure.
 * @param {string} root
 * @param {Suite} suite
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<SuiteResult>}
 */
export async function runSuite(root, suite, env) {
  try {
    if (suite.projects.length === 0) return await runChecks(root, env);
    return await runVitest(root, suite, suite.needsBrowser ? await prepareExtension(root, env, suite) : env);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(reason);
    return oneFailure(`${suite.name} could not begin: ${reason}`);
  }
}

/** @param {string} root @param {NodeJS.ProcessEnv} env @returns {Promise<SuiteResult>} */
async function runChecks(root, env) {
  const code = await runOnTerminal([join(root, 'scripts', 'check.mjs'), '--without-tests'], root, env);
  if (code === 0) return { tally: { passed: 1, failed: 0, skipped: 0 }, shortfalls: [] };
  return oneFailure('check, see its own output above');
}

/** @param {string} what @returns {SuiteResult} */
function oneFailure(what) {
  return { tally: { passed: 0, failed: 1, skipped: 0 }, shortfalls: [`failed: ${what}`] };
}

/** @param {string} root @param {Suite} suite @param {NodeJS.ProcessEnv} env @returns {Promise<SuiteResult>} */
async function runVitest(root, { projects, files = [] }, env) {
  const scratch = await mkdtemp(join(tmpdir(), 'beeline-test-'));
  const removeScratch = () => rm(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  beforeLeaving(removeScratch);
  const report = join(scratch, 'report.json');
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  // Profiles and camera pictures of a run that is interrupted go with the folder.
  const code = await runOnTerminal([vitest, 'run', ...files, ...chosen, ...reporters], root, {
    ...env,
    TMPDIR: scratch,
  });
  const results = existsSync(report) ? JSON.parse(await readFile(report, 'utf8')).testResults : undefined;
  await removeScratch();
  const tally = tallyVitest(results, code);
  const shortfalls = listShortfalls(root, results);
  if (tally.failed > 0 && shortfalls.length === 0)
    shortfalls.push(`failed: vitest ended with ${code} although no test did`);
  return { tally, shortfalls };
}

/** @param {readonly string[]} args of Node @param {string} cwd @param {NodeJS.ProcessEnv} env */
async function runOnTerminal(args, cwd, env) {
  // Longer than what a script of ours, such as the checks, leaves its own programs.
  const patienceMs = 20_000;
  return (await runProgram(process.execPath, args, { cwd, env, onTerminal: true, patienceMs })).code;
}
