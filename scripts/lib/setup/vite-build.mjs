import { join } from 'node:path';
import { runProgram } from '../process/run-program.mjs';
import { SetupFailure } from './setup-failure.mjs';

/** @typedef {'chrome' | 'firefox'} Browser */
/** @typedef {'production' | 'emulator'} Mode whom a build is for: people, or tests beside a local backend */

/** Each has a build of its own. @type {readonly Browser[]} */
export const browsers = ['chrome', 'firefox'];

/** Where a build goes unless told otherwise. @param {Browser} browser @param {Mode} mode */
export function outDirOf(browser, mode) {
  return `dist/${browser}${mode === 'emulator' ? '-emulator' : ''}`;
}

/**
 * Builds the extension, or fails with what to run to see why.
 * @param {string} root
 * @param {Mode} mode
 * @param {{ browser?: Browser, env?: Readonly<Record<string, string>> }} [options] what else `vite.config.ts` reads
 */
export async function viteBuild(root, mode, { browser = 'chrome', env = {} } = {}) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, tail } = await runProgram(process.execPath, [vite, 'build', '--mode', mode], {
    cwd: root,
    // Test runs set another one, which would make another build than people get.
    env: { NODE_ENV: 'production', BEELINE_BROWSER: browser, ...env },
  });
  if (code === 0) return;
  const script = mode === 'emulator' ? 'build:emulator' : 'build';
  throw new SetupFailure(`The extension does not build: run "npm run ${script}" and see:\n${tail}`);
}
