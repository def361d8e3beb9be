import { isLeaving } from './clean-up.mjs';
import { startProgram } from './start-program.mjs';

const tailLines = 15;
const heartbeatMs = 15_000;

/**
 * Runs a program to its end, quietly unless it is given the terminal. Whoever waits for one that is stopped because we
 * leave waits for ever, so that nothing goes on without it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Pick<import('./start-program.mjs').StartOptions, 'cwd' | 'env' | 'onTerminal' | 'inOurGroup' | 'patienceMs'> & {
 *   onProgress?: (text: string) => void }} [options] `onProgress` hears every 15 s how long it has been running
 * @returns {Promise<{ code: number, stdout: Buffer, output: string, tail: string }>} `code` is 127 when there is no such
 *   program; `output` has what it printed to both, `tail` the last lines of that
 */
export async function runProgram(command, args, { onProgress, ...options } = {}) {
  const startedMs = Date.now();
  /** @type {Buffer[]} */
  const stdout = [];
  const program = startProgram(command, args, {
    ...options,
    keptBytes: Number.POSITIVE_INFINITY,
    onStdout: (data) => stdout.push(data),
  });
  const heartbeat = setInterval(
    () => onProgress?.(`still at it after ${Math.round((Date.now() - startedMs) / 1000)} s`),
    heartbeatMs,
  );
  const code = await program.ended;
  clearInterval(heartbeat);
  if (isLeaving()) await new Promise(() => {});
  const output = program.output();
  return {
    code,
    stdout: Buffer.concat(stdout),
    output,
    tail: output.trimEnd().split('\n').slice(-tailLines).join('\n'),
  };
}
