import { setTimeout as sleep } from 'node:timers/promises';
import { BackendError } from './backend-error.mjs';

const pollMs = 50;

/**
 * Resolves once `isReady()` is true; stops the program and rejects when it ends before that or takes too long.
 *
 * @param {{ name: string, program: import('../process/start-program.mjs').Program, isReady: () => Promise<boolean>, timeoutMs: number }} wait
 */
export async function waitUntilReady({ name, program, isReady, timeoutMs }) {
  const deadline = Date.now() + timeoutMs;
  while (!(await isReady())) {
    const isLate = Date.now() > deadline;
    if (program.hasEnded() || isLate) {
      await program.stop();
      const what = isLate ? `was not ready after ${timeoutMs / 1_000} s` : 'ended before it was ready';
      throw new BackendError('not-started', `The ${name} ${what}:\n${program.output()}`);
    }
    await sleep(pollMs);
  }
}
