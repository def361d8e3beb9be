import { spawn } from 'node:child_process';
import { runCommand } from './run-command.mjs';
import { SetupFailure } from './setup-failure.mjs';
import { aptAdvice, hasApt, installSystemPackages, isRoot } from './system-packages.mjs';

/** The programs a visible window needs, each with the Debian package it is in and a way to ask whether it runs. */
const programs = [
  { command: 'Xvfb', ask: '-help', packageName: 'xvfb' },
  { command: 'xdotool', ask: 'version', packageName: 'xdotool' },
  { command: 'import', ask: '-version', packageName: 'imagemagick' },
];

/** Room for a browser window with a floating window beside it. */
const screen = '1280x800x24';

/**
 * Starts an X display of its own, so that tests in visible windows neither need a screen nor take over the one that is there.
 * @param {(text: string) => void} say
 * @returns {Promise<{ name: string, stop(): Promise<void> } | undefined>} undefined where there is no such thing, as on macOS
 */
export async function startDisplay(say) {
  const missing = await missingPackages();
  if (missing.length > 0) {
    if (!(await hasApt())) return undefined;
    if (!isRoot()) {
      throw new SetupFailure(`Tests in visible windows need more: run "${aptAdvice(missing)}", then run this again.`);
    }
    await installSystemPackages(missing, say);
  }
  return await startXvfb();
}

async function missingPackages() {
  const checks = programs.map(async ({ command, ask, packageName }) => {
    return (await runCommand(command, [ask])).code === 127 ? [packageName] : [];
  });
  return (await Promise.all(checks)).flat();
}

/** @returns {Promise<{ name: string, stop(): Promise<void> }>} */
function startXvfb() {
  return new Promise((resolve, reject) => {
    // It picks a free number itself and writes it to the file descriptor named.
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const closed = new Promise((done) => server.once('close', done));
    const stop = async () => {
      server.kill();
      await closed;
    };
    server.once('error', (error) => reject(new SetupFailure('Xvfb does not start', error)));
    server.once('close', (code) => reject(new SetupFailure(`Xvfb ended with code ${code}`)));
    server.stdio[3]?.once('data', (number) => resolve({ name: `:${String(number).trim()}`, stop }));
  });
}
