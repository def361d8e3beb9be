import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storeProblems } from '../check/store-problems.mjs';
import { viteBuild } from '../setup/vite-build.mjs';
import { zipFolder } from './zip-folder.mjs';

/**
 * Builds for people into that folder, and packs what is in it for the browser's store.
 * @param {string} root
 * @param {import('../setup/vite-build.mjs').Browser} browser
 * @param {string} buildDir
 * @returns {Promise<Awaited<ReturnType<typeof zipFolder>> & { version: string, problems: string[] }>} what has no problems may be handed in
 */
export async function packBuild(root, browser, buildDir) {
  await viteBuild(root, 'production', { browser, env: { BEELINE_OUT_DIR: buildDir } });
  const { version } = JSON.parse(await readFile(join(buildDir, 'manifest.json'), 'utf8'));
  const problems = await storeProblems(root, browser, buildDir);
  return { version, problems, ...(await zipFolder(buildDir)) };
}
