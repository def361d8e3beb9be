import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The major version of the `java` on the path, or undefined when there is none. */
export async function findJavaMajor() {
  try {
    const { stdout, stderr } = await run('java', ['-version']);
    return parseJavaMajor(stderr + stdout);
  } catch {
    return undefined;
  }
}

/**
 * Reads both the old numbering (1.8) and the new one (17.0.15).
 *
 * @param {string} versionText
 */
export function parseJavaMajor(versionText) {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(versionText) ?? [];
  if (first === undefined) return undefined;
  return first === '1' && second !== undefined ? Number(second) : Number(first);
}
