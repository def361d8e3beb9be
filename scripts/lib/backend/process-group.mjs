import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackendError } from './backend-error.mjs';

const keptOutput = 4_000;
const gracePeriodMs = 5_000;
const pollMs = 50;

/**
 * Starts a program as the leader of its own process group, so that one signal also reaches what it starts itself
 * (the emulator's launcher is a shell script with Java below it).
 */
export function startProcessGroup(command, args, options = {}) {
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk) => {
    output = (output + chunk).slice(-keptOutput);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);

  let failure;
  child.once('error', (error) => {
    failure = error;
  });
  const signalGroup = (signal) => {
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

/** Resolves once `isReady()` does; rejects when the program ends before that or takes too long. */
export async function waitUntilReady({ name, group, isReady, timeoutMs }) {
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady())) {
    if (group.hasEnded()) throw new BackendError('not-started', `The ${name} ended before it was ready:\n${group.output()}`);
    if (Date.now() > deadline) {
      throw new BackendError('not-started', `The ${name} was not ready after ${timeoutMs / 1000} s:\n${group.output()}`);
    }
    await sleep(pollMs);
  }
}
