import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram } from '../process/run-program.mjs';
import { SetupFailure } from './setup-failure.mjs';
import { aptAdvice, aptOffers, hasApt, installSystemPackages, isRoot } from './system-packages.mjs';

const japaneseFonts = 'fonts-noto-cjk';

/**
 * Finds or installs a Chromium that loads unpacked extensions. Branded Chrome is never used: since 137 it ignores `--load-extension`.
 * @param {string} root where Chrome for Testing may be kept, under `.cache`
 * @param {(text: string) => void} say
 * @returns {Promise<string>} path of the program
 */
export async function ensureChromium(root, say) {
  const chosen = process.env.BEELINE_CHROMIUM;
  if (chosen) {
    if (await runs(chosen)) return chosen;
    throw new SetupFailure(
      `BEELINE_CHROMIUM is "${chosen}", which does not run: set it to a Chromium program or unset it.`,
    );
  }
  return (await chromiumOnPath()) ?? (await chromiumFromApt(say)) ?? (await chromeForTesting(root, say));
}

async function chromiumOnPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of ['chromium', 'chromium-browser']) {
      const file = join(folder, name);
      if (existsSync(file) && !isSnap(file) && (await runs(file))) return file;
    }
  }
  return undefined;
}

/** Snaps see neither the temporary profiles nor hidden folders. @param {string} file */
function isSnap(file) {
  const real = realpathSync(file);
  return real.includes('/snap') || (statSync(real).size < 64 * 1024 && readFileSync(real, 'latin1').includes('/snap/'));
}

/** @param {(text: string) => void} say */
async function chromiumFromApt(say) {
  if (!(await hasApt()) || !(await aptOffers('chromium'))) return undefined;
  if (!isRoot()) {
    throw new SetupFailure(
      `Chromium is missing: run "${aptAdvice(['chromium', japaneseFonts])}", or set BEELINE_CHROMIUM to one you have, then run this again.`,
    );
  }
  await installSystemPackages(['chromium', japaneseFonts], say);
  return await chromiumOnPath();
}

/** @param {string} root @param {(text: string) => void} say */
async function chromeForTesting(root, say) {
  const { Browser, computeExecutablePath, detectBrowserPlatform, getInstalledBrowsers, install, resolveBuildId } =
    await import('@puppeteer/browsers');
  const cacheDir = join(root, '.cache', 'browsers');
  const kept = (await getInstalledBrowsers({ cacheDir })).find(({ browser }) => browser === Browser.CHROME);
  if (kept && (await runs(kept.executablePath))) return kept.executablePath;
  const platform = detectBrowserPlatform();
  if (!platform) throw noBrowser('this kind of computer has no Chrome for Testing');
  try {
    say('downloading Chrome for Testing');
    const buildId = await resolveBuildId(Browser.CHROME, platform, 'stable');
    const installDeps = isRoot() && (await hasApt());
    await install({
      browser: Browser.CHROME,
      buildId,
      cacheDir,
      platform,
      installDeps,
      downloadProgressCallback: percent(say),
    });
    const program = computeExecutablePath({ browser: Browser.CHROME, buildId, cacheDir, platform });
    if (await runs(program)) return program;
  } catch (error) {
    throw noBrowser(
      `Chrome for Testing could not be downloaded (${error instanceof Error ? error.message : error})`,
      error,
    );
  }
  throw noBrowser('Chrome for Testing was downloaded but does not run here');
}

/** @param {string} reason @param {unknown} [cause] */
function noBrowser(reason, cause) {
  return new SetupFailure(
    `No usable browser: ${reason}; install Chromium (not branded Chrome, which refuses unpacked extensions) and set BEELINE_CHROMIUM to its program.`,
    cause,
  );
}

/** @param {(text: string) => void} say */
function percent(say) {
  let saidPercent = 0;
  return (/** @type {number} */ downloaded, /** @type {number} */ total) => {
    const done = Math.floor((downloaded / total) * 10) * 10;
    if (done > saidPercent) say(`downloading Chrome for Testing: ${done} %`);
    saidPercent = Math.max(saidPercent, done);
  };
}

/** @param {string} program */
async function runs(program) {
  return (await runProgram(program, ['--version'])).code === 0;
}
