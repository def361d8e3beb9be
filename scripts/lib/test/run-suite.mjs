import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeLeaving } from '../setup/clean-up.mjs';
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
  const code = await stream([join(root, 'scripts', 'check.mjs'), '--without-tests'], root, env);
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
  const code = await stream([vitest, 'run', ...files, ...chosen, ...reporters], root, { ...env, TMPDIR: scratch });
  const results = existsSync(report) ? JSON.parse(await readFile(report, 'utf8')).testResults : undefined;
  await removeScratch();
  const tally = tallyVitest(results, code);
  const shortfalls = listShortfalls(root, results);
  if (tally.failed > 0 && shortfalls.length === 0)
    shortfalls.push(`failed: vitest ended with ${code} although no test did`);
  return { tally, shortfalls };
}

/**
 * Runs a Node script in a process group of its own, so that nothing it started outlives an interruption.
 * @param {readonly string[]} args @param {string} cwd @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code
 */
function stream(args, cwd, env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: 'inherit',
      detached: true,
    });
    const isOver = () => child.exitCode !== null || child.signalCode !== null;
    const closed = new Promise((done) => child.once('close', done));
    beforeLeaving(async () => {
      if (isOver() || child.pid === undefined) return;
      process.kill(-child.pid, 'SIGTERM');
      await closed;
    });
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
}
