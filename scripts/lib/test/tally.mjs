/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** What counts as one test for the last line: the parts of vitest's JSON report this project reads. */
/** @typedef {{ status: string }} AssertionReport */
/** @typedef {{ status: string, assertionResults: readonly AssertionReport[] }} FileReport */

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function addUp(tallies) {
  const sum = (/** @type {keyof Tally} */ key) => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/**
 * Counts a finished vitest run. A file that failed before its first test counts as one failure, and so does a run
 * that ended badly although no test says so.
 * @param {readonly FileReport[] | undefined} files undefined when vitest left no report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyVitest(files, exitCode) {
  const tally = addUp((files ?? []).map(tallyFile));
  if (exitCode !== 0 && tally.failed === 0) return { ...tally, failed: 1 };
  return tally;
}

/** @param {FileReport} file @returns {Tally} */
function tallyFile(file) {
  const count = (/** @type {readonly string[]} */ statuses) =>
    file.assertionResults.filter(({ status }) => statuses.includes(status)).length;
  const failed = count(['failed']);
  return {
    passed: count(['passed']),
    failed: failed === 0 && file.status === 'failed' ? 1 : failed,
    skipped: count(['skipped', 'pending', 'todo', 'disabled']),
  };
}

/** @param {Tally} tally */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
