import { runProgram } from '../process/run-program.mjs';

/** The major version of the `java` on the path, or undefined when there is none. */
export async function findJavaMajor() {
  const { code, output } = await runProgram('java', ['-version']);
  return code === 0 ? parseJavaMajor(output) : undefined;
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
