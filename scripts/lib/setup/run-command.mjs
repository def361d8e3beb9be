import { spawn } from 'node:child_process';

const tailLines = 15;
const heartbeatMs = 15_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.once('exit', () => {
  for (const child of running) child.kill();
});

/**
 * Runs a program to its end, quietly: its output is kept and only its tail handed back.
 * `onProgress` hears every 15 s how long it has been running.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onProgress?: (text: string) => void }} [options]
 * @returns {Promise<{ code: number, output: string, tail: string }>} `code` is 127 when there is no such program
 */
export function runCommand(command, args, { cwd, env, onProgress } = {}) {
  return new Promise((resolve) => {
    const startedMs = Date.now();
    let output = '';
    const finish = (/** @type {number} */ code) => {
      clearInterval(heartbeat);
      running.delete(child);
      resolve({ code, output, tail: output.trimEnd().split('\n').slice(-tailLines).join('\n') });
    };
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const heartbeat = setInterval(
      () => onProgress?.(`still at it after ${Math.round((Date.now() - startedMs) / 1000)} s`),
      heartbeatMs,
    );
    running.add(child);
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}
