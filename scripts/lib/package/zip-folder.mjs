import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { filesOf } from '../check/script-graph.mjs';

// fflate stays: a few files fit into memory, and packages that archive whole folders stream them with times of their own.

/** The earliest time an archive can name, the same in every time zone, so that equal files make equal archives. */
const noTime = new Date(1980, 0, 1);

/**
 * Everything in a folder as one archive (APPNOTE 6.3), which depends on names and contents alone.
 * @param {string} folder
 * @returns {Promise<{ bytes: Uint8Array, files: number, sha256: string }>} `sha256` in hexadecimal digits
 */
export async function zipFolder(folder) {
  const names = filesOf(folder);
  /** @type {import('fflate').Zippable} */
  const contents = {};
  for (const name of names) contents[name] = new Uint8Array(await readFile(join(folder, name)));
  const bytes = zipSync(contents, { level: 9, mtime: noTime });
  return { bytes, files: names.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
