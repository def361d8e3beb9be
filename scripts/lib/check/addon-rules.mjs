import { join } from 'node:path';
import { runProgram } from '../process/run-program.mjs';
import { SetupFailure } from '../setup/setup-failure.mjs';
import { explainedWarnings } from './addon-warnings.mjs';

/** @typedef {{ message: string, times: number, reason: string }} ExplainedWarning */
/** @typedef {{ message: string, file?: string | null }} Remark */
/** @typedef {{ errors: Remark[], warnings: Remark[] }} LinterReport */

/**
 * What Mozilla would not take of a build for Firefox, or would ask about, one sentence each.
 * @param {string} root @param {string} buildDir
 * @returns {Promise<string[]>}
 */
export async function problemsOfAddon(root, buildDir) {
  const linter = join(root, 'node_modules', 'addons-linter', 'bin', 'addons-linter');
  const { stdout, tail } = await runProgram(process.execPath, [linter, buildDir, '--output', 'json'], { cwd: root });
  return problemsInReport(parseReport(stdout.toString(), tail), explainedWarnings);
}

/** @param {string} text @param {string} tail what the linter said at last @returns {LinterReport} */
function parseReport(text, tail) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new SetupFailure(
      `addons-linter left no report: run "npx addons-linter dist/firefox" and see:\n${tail}`,
      cause,
    );
  }
}

/**
 * Every error, every warning without its reason, and every reason without its warning.
 * @param {LinterReport} report
 * @param {readonly ExplainedWarning[]} explained
 * @returns {string[]}
 */
export function problemsInReport({ errors, warnings }, explained) {
  const told = (/** @type {Remark} */ { message, file }) => (file ? `${message} (${file})` : message);
  const isExplained = (/** @type {Remark} */ { message }) => explained.some((known) => known.message === message);
  const timesOf = (/** @type {string} */ message) => warnings.filter((warning) => warning.message === message).length;
  return [
    ...errors.map((error) => `addons-linter refuses it: ${told(error)}.`),
    ...warnings.filter((warning) => !isExplained(warning)).map((warning) => `addons-linter warns: ${told(warning)}.`),
    ...explained
      .filter(({ message, times }) => timesOf(message) !== times)
      .map(
        ({ message, times }) =>
          `addons-linter says ${timesOf(message)} times "${message}", and addon-warnings.mjs explains ${times}.`,
      ),
  ];
}
