import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * A folder of its own for a build, so that runs side by side do not disturb each other.
 * @param {string} root @param {string} prefix of its name
 * @returns {Promise<{ dir: string, remove(): Promise<void> }>}
 */
export async function makeBuildFolder(root, prefix) {
  const parent = join(root, '.cache');
  await mkdir(parent, { recursive: true });
  const dir = await mkdtemp(join(parent, prefix));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
