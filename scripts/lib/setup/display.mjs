import { runProgram } from '../process/run-program.mjs';
import { startProgram } from '../process/start-program.mjs';
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
 * @returns {Promise<string | undefined>} its name, undefined where there is no such thing, as on macOS
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
    return (await runProgram(command, [ask])).code === 127 ? [packageName] : [];
  });
  return (await Promise.all(checks)).flat();
}

/** @returns {Promise<string>} */
function startXvfb() {
  return new Promise((resolve, reject) => {
    // It picks a free number itself and writes it to the file descriptor named.
    const args = ['-displayfd', '1', '-screen', '0', screen, '-nolisten', 'tcp'];
    const server = startProgram('Xvfb', args, { onStdout: (number) => resolve(`:${number.toString().trim()}`) });
    server.ended.then((code) => reject(new SetupFailure(`Xvfb ended with code ${code}:\n${server.output()}`)));
  });
}
