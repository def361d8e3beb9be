import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeLeaving } from './clean-up.mjs';

// Not execa: this has to run before `npm ci` has, and execa ends the program alone, not what that started itself.

/**
 * @typedef {object} StartOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] on top of ours
 * @property {boolean} [onTerminal] its output goes straight to ours, and nothing of it is kept
 * @property {boolean} [inOurGroup] for what a test starts: a run that is interrupted ends its whole group and asks no test to clean up
 * @property {boolean} [endsWithUs] its input is a pipe of ours, which ends when we do, however that happens
 * @property {number} [keptBytes] how much of the end of its output is kept
 * @property {number} [patienceMs] how long it may take to end when asked, before it is killed
 * @property {(data: Buffer) => void} [onStdout]
 */

/**
 * @typedef {object} Program
 * @property {Promise<number>} ended the exit code, 127 when there is no such program; nobody of its group is left then
 * @property {() => boolean} hasEnded
 * @property {() => string} output the end of what it printed
 * @property {() => Promise<void>} stop resolves when nobody of its group is left
 */

/** Kills one program that runs. @type {Set<() => void>} */
const kills = new Set();
process.once('exit', () => {
  for (const kill of kills) kill();
});

/**
 * Starts a program as the leader of its own process group, so that one signal also reaches what it starts itself
 * (the emulator's launcher is a shell script with Java below it). It does not outlive us.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions} [options]
 * @returns {Program}
 */
export function startProgram(command, args, options = {}) {
  const { cwd, env, onTerminal = false, inOurGroup = false, keptBytes = 4_000, patienceMs = 5_000, onStdout } = options;
  const input = options.endsWithUs ? 'pipe' : 'ignore';
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: !inOurGroup,
    stdio: onTerminal ? 'inherit' : [input, 'pipe', 'pipe'],
  });
  const output = keepEnd(keptBytes);
  child.stdout?.on('data', output.add);
  child.stderr?.on('data', output.add);
  if (onStdout) child.stdout?.on('data', onStdout);

  let isOver = false;
  const signal = (/** @type {NodeJS.Signals} */ name) => {
    if (isOver || child.pid === undefined) return;
    try {
      if (inOurGroup) child.kill(name);
      else process.kill(-child.pid, name);
    } catch {
      // ESRCH: nobody is left in the group.
    }
  };
  const kill = () => signal('SIGKILL');
  const stop = async () => {
    for (const name of /** @type {const} */ (['SIGTERM', 'SIGKILL'])) {
      signal(name);
      await Promise.race([ended, sleep(patienceMs, undefined, { ref: false })]);
    }
  };
  kills.add(kill);
  const forget = beforeLeaving(stop);
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    const end = (/** @type {number} */ code) => {
      // Whoever it left behind.
      kill();
      isOver = true;
      kills.delete(kill);
      forget();
      resolve(code);
    };
    child.once('error', (error) => {
      output.add(Buffer.from(error.message));
      end(127);
    });
    child.once('close', (code) => end(code ?? 1));
  });
  return { ended, hasEnded: () => isOver, output: output.text, stop };
}

/** @param {number} byteCount */
function keepEnd(byteCount) {
  /** @type {Buffer[]} */
  const chunks = [];
  let size = 0;
  return {
    add(/** @type {Buffer} */ chunk) {
      chunks.push(chunk);
      size += chunk.length;
      while (chunks[0] && size - chunks[0].length >= byteCount) size -= chunks.shift()?.length ?? 0;
    },
    text: () => Buffer.concat(chunks).subarray(-byteCount).toString(),
  };
}
