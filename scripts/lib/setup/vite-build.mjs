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

/** Where the page goes, of a build for those without the extension. @param {Mode} mode */
export function pageDirOf(mode) {
  return `dist/web${mode === 'emulator' ? '-emulator' : ''}`;
}

/**
 * Builds the extension, or fails with what to run to see why.
 * @param {string} root
 * @param {Mode} mode
 * @param {{ browser?: Browser, env?: Readonly<Record<string, string>> }} [options] what else `vite.config.ts` reads
 */
export async function viteBuild(root, mode, { browser = 'chrome', env = {} } = {}) {
  const built = await runVite(root, ['--mode', mode], { BEELINE_BROWSER: browser, ...env });
  const script = mode === 'emulator' ? 'build:emulator' : 'build';
  if (built.code !== 0)
    throw new SetupFailure(`The extension does not build: run "npm run ${script}" and see:\n${built.tail}`);
}

/**
 * Builds the page, or fails with what to run to see why.
 * @param {string} root
 * @param {Mode} mode
 * @param {Readonly<Record<string, string>>} [env] what else `vite/web.config.ts` reads
 */
export async function viteBuildPage(root, mode, env = {}) {
  const built = await runVite(root, ['--config', join('vite', 'web.config.ts'), '--mode', mode], env);
  if (built.code !== 0)
    throw new SetupFailure(`The page does not build: run "npm run build:web" and see:\n${built.tail}`);
}

/** @param {string} root @param {readonly string[]} args @param {Readonly<Record<string, string>>} env */
async function runVite(root, args, env) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  return await runProgram(process.execPath, [vite, 'build', ...args], {
    cwd: root,
    // Test runs set another one, which would make another build than people get.
    env: { NODE_ENV: 'production', ...env },
  });
}
