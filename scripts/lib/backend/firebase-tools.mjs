import { rmSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startProgram } from '../process/start-program.mjs';
import { BackendError } from './backend-error.mjs';
import { choosePort, localHost } from './ports.mjs';

/**
 * Starts one emulator of firebase-tools in a temporary folder, which takes its log and its settings, so that nothing
 * is left in the project; `keepHome` lets it keep what it downloads.
 *
 * @param {{ emulator: 'auth' | 'firestore', port: number, projectId: string, rulesPath?: string, keepHome?: boolean }} start
 * @returns {Promise<import('../process/start-program.mjs').Program>}
 */
export async function startFirebaseEmulator({ emulator, port, projectId, rulesPath, keepHome = false }) {
  const cli = findCli();
  const folder = await mkdtemp(join(tmpdir(), 'beeline-emulator-'));
  const removeAtExit = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeAtExit);
  const config = {
    ...(rulesPath && { firestore: { rules: 'firestore.rules' } }),
    emulators: {
      [emulator]: { host: localHost, port },
      hub: { host: localHost, port: await choosePort(0) },
      logging: { host: localHost, port: await choosePort(0) },
      ui: { enabled: false },
      singleProjectMode: false,
    },
  };
  const configPath = join(folder, 'firebase.json');
  // The command refuses rules that lie outside the folder of its settings.
  if (rulesPath) await copyFile(rulesPath, join(folder, 'firestore.rules'));
  await writeFile(configPath, JSON.stringify(config));
  const args = [cli, 'emulators:start', '--only', emulator, '--project', projectId, '--config', configPath];
  const program = startProgram(process.execPath, args, {
    cwd: folder,
    env: {
      // Both keep the command from calling home for news and updates.
      CI: '1',
      NO_UPDATE_NOTIFIER: '1',
      TMPDIR: folder,
      ...(keepHome ? {} : { XDG_CONFIG_HOME: folder }),
    },
  });
  return {
    ...program,
    async stop() {
      await program.stop();
      process.off('exit', removeAtExit);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function findCli() {
  try {
    const manifest = createRequire(import.meta.url).resolve('firebase-tools/package.json');
    return join(dirname(manifest), 'lib', 'bin', 'firebase.js');
  } catch (cause) {
    throw new BackendError('no-firebase-tools', 'firebase-tools is not installed: run `npm ci` first.', cause);
  }
}
