import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackendError } from './backend-error.mjs';

const keptOutput = 4_000;
const gracePeriodMs = 5_000;
const pollMs = 50;

/**
 * @typedef {object} ProcessGroup
 * @property {() => boolean} hasEnded
 * @property {() => string} output the last of what it printed
 * @property {() => Promise<void>} stop resolves when nobody of the group is left
 */

/**
 * Starts a program as the leader of its own process group, so that one signal also reaches what it starts itself
 * (the emulator's launcher is a shell script with Java below it).
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {ProcessGroup}
 */
export function startProcessGroup(command, args, options = {}) {
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (/** @type {string} */ chunk) => {
    output = (output + chunk).slice(-keptOutput);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);

  /** @type {Error | undefined} */
  let failure;
  child.once('error', (error) => {
    failure = error;
  });
  const signalGroup = (/** @type {NodeJS.Signals | 0} */ signal) => {
    if (child.pid === undefined) return false;
    try {
      return process.kill(-child.pid, signal);
    } catch {
      // ESRCH: nobody is left in the group.
      return false;
    }
  };
  const killAtExit = () => signalGroup('SIGKILL');
  process.once('exit', killAtExit);

  return {
    hasEnded: () => failure !== undefined || child.exitCode !== null || child.signalCode !== null,
    output: () => (failure === undefined ? output : `${failure.message}\n${output}`),
    async stop() {
      const deadline = Date.now() + gracePeriodMs;
      signalGroup('SIGTERM');
      while (signalGroup(0) && Date.now() < deadline) await sleep(pollMs);
      signalGroup('SIGKILL');
      while (signalGroup(0) && Date.now() < deadline + gracePeriodMs) await sleep(pollMs);
      process.off('exit', killAtExit);
    },
  };
}

/**
 * Resolves once `isReady()` is true; stops the group and rejects when it ends before that or takes too long.
 *
 * @param {{ name: string, group: ProcessGroup, isReady: () => Promise<boolean>, timeoutMs: number }} wait
 */
export async function waitUntilReady({ name, group, isReady, timeoutMs }) {
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady())) {
    const isLate = Date.now() > deadline;
    if (group.hasEnded() || isLate) {
      await group.stop();
      const what = isLate ? `was not ready after ${timeoutMs / 1_000} s` : 'ended before it was ready';
      throw new BackendError('not-started', `The ${name} ${what}:\n${group.output()}`);
    }
    await sleep(pollMs);
  }
}
