import { join } from 'node:path';
import { runProgram } from '../process/run-program.mjs';
import { SetupFailure } from './setup-failure.mjs';

/**
 * Builds the extension, or fails with what to run to see why.
 * @param {string} root
 * @param {'production' | 'emulator'} mode whom the build is for: people, or tests beside a local backend
 * @param {Readonly<Record<string, string>>} [env] of `vite.config.ts`
 */
export async function viteBuild(root, mode, env = {}) {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { code, tail } = await runProgram(process.execPath, [vite, 'build', '--mode', mode], {
    cwd: root,
    // Test runs set another one, which would make another build than people get.
    env: { NODE_ENV: 'production', ...env },
  });
  if (code === 0) return;
  const script = mode === 'emulator' ? 'build:emulator' : 'build';
  throw new SetupFailure(`The extension does not build: run "npm run ${script}" and see:\n${tail}`);
}
