import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';

/** The earliest time an archive can name, the same in every time zone, so that equal files make equal archives. */
const noTime = new Date(1980, 0, 1);

/**
 * Everything in a folder as one archive (APPNOTE 6.3), which depends on names and contents alone.
 * @param {string} folder
 * @returns {Promise<{ bytes: Uint8Array, files: number, sha256: string }>} `sha256` in hexadecimal digits
 */
export async function zipFolder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const named = paths.map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }));
  named.sort((one, other) => (one.name < other.name ? -1 : 1));
  /** @type {import('fflate').Zippable} */
  const contents = {};
  for (const { path, name } of named) contents[name] = new Uint8Array(await readFile(path));
  const bytes = zipSync(contents, { level: 9, mtime: noTime });
  return { bytes, files: named.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
