import { join } from 'node:path';
import { runProgram } from '../process/run-program.mjs';

/** @typedef {import('./steps.mjs').Step} Step */
/** @typedef {{ step: Step, output: string }} Failure */

/**
 * Runs every step, also after one has failed, so that one run tells everything.
 * @param {string} root
 * @param {readonly (readonly Step[])[]} lanes
 * @param {(text: string) => void} say
 * @returns {Promise<Failure[]>}
 */
export async function runLanes(root, lanes, say) {
  const failures = await Promise.all(lanes.map((lane) => runLane(root, lane, say)));
  return failures.flat();
}

/** @param {string} root @param {readonly Step[]} lane @param {(text: string) => void} say */
async function runLane(root, lane, say) {
  /** @type {Failure[]} */
  const failures = [];
  for (const step of lane) {
    const startedMs = performance.now();
    const { code, output } = await runProgram(process.execPath, [join(root, step.tool), ...step.args], {
      cwd: root,
      env: { NO_COLOR: '1', FORCE_COLOR: '0' },
      onProgress: (text) => say(`${step.name}: ${text}`),
    });
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    say(`${step.name}: ${code === 0 ? 'good' : 'NOT GOOD'} after ${seconds} s`);
    if (code !== 0) failures.push({ step, output: output.trim() });
  }
  return failures;
}
