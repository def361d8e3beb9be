import { problemsOfAddon } from './addon-rules.mjs';
import { problemsOfBuild, readGolden } from './build-rules.mjs';

/**
 * Why a production build must not go to people, one sentence each.
 * @param {string} root
 * @param {import('../setup/vite-build.mjs').Browser} browser whom it is for
 * @param {string} buildDir
 * @returns {Promise<string[]>}
 */
export async function storeProblems(root, browser, buildDir) {
  const ours = problemsOfBuild(buildDir, readGolden(root, browser));
  const theirs = browser === 'firefox' ? await problemsOfAddon(root, buildDir) : [];
  return [...ours, ...theirs];
}
