import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram } from '../process/run-program.mjs';
import { SetupFailure } from './setup-failure.mjs';
import { aptAdvice, aptOffers, hasApt, installSystemPackages, isRoot } from './system-packages.mjs';

/** The oldest on which the extension installs, as its manifest says. */
const oldestVersion = 153;

/** As distributions name it, the lasting edition first. */
const programs = ['firefox-esr', 'firefox'];

/**
 * Finds or installs a Firefox that is new enough. Unlike Chromium it is not needed for everything: without one, what is asked
 * of it is left out.
 * @param {(text: string) => void} say
 * @returns {Promise<string | undefined>} the program
 */
export async function findOrInstallFirefox(say) {
  const chosen = process.env.BEELINE_FIREFOX;
  if (chosen) return chosen;
  const found = await firefoxOnPath();
  if (found !== undefined || !isRoot() || !(await hasApt()) || !(await aptOffers('firefox-esr'))) return found;
  await installSystemPackages(['firefox-esr'], say);
  return await firefoxOnPath();
}

/** For what cannot do without. @param {(text: string) => void} say @returns {Promise<string>} the program */
export async function ensureFirefox(say) {
  const firefox = await findOrInstallFirefox(say);
  if (firefox !== undefined) return firefox;
  throw new SetupFailure(
    `There is no Firefox ${oldestVersion} or newer: run "${aptAdvice(['firefox-esr'])}", or set BEELINE_FIREFOX to one you have, then run this again.`,
  );
}

async function firefoxOnPath() {
  const files = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => programs.map((program) => join(folder, program)))
    .filter((file) => existsSync(file));
  for (const file of files) {
    const { code, output } = await runProgram(file, ['--version']);
    const [, version = '0'] = /(\d+)\.\d/.exec(output) ?? [];
    if (code === 0 && Number(version) >= oldestVersion) return file;
  }
  return undefined;
}
