import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * The parts of vitest's JSON report that say what went wrong.
 * @typedef {{ fullName: string, status: string, failureMessages?: readonly string[] | null }} AssertionReport
 * @typedef {{ name: string, status: string, message?: string, assertionResults: readonly AssertionReport[] }} FileReport
 */

const linesOfReason = 12;

/**
 * What did not pass, a paragraph each, so that the end of a long output says it all.
 * @param {string} root
 * @param {readonly FileReport[] | undefined} files undefined when vitest left no report
 * @returns {string[]}
 */
export function listShortfalls(root, files = []) {
  return files.flatMap((file) => {
    const name = relative(root, file.name);
    const tests = file.assertionResults
      .filter(({ status }) => status !== 'passed')
      .map((test) => paragraph(test.status, `${name} > ${test.fullName}`, (test.failureMessages ?? []).join('\n')));
    const isAccountedFor = file.assertionResults.some(({ status }) => status === 'failed');
    if (file.status !== 'failed' || (isAccountedFor && !file.message)) return tests;
    return [paragraph('failed', `${name}, outside its tests`, file.message ?? ''), ...tests];
  });
}

/** @param {string} status @param {string} what @param {string} why */
function paragraph(status, what, why) {
  const reason = stripVTControlCharacters(why).trim().split('\n', linesOfReason);
  return [`${status}: ${what}`, ...reason.filter(Boolean).map((line) => `    ${line}`)].join('\n');
}
