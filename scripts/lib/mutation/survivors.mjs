/**
 * The parts of Stryker's report (mutation-testing-report-schema) that are read here.
 * @typedef {{ line: number, column: number }} Position both from 1
 * @typedef {{ status: string, replacement?: string, location: { start: Position, end: Position } }} ReportedMutant
 * @typedef {{ files: Record<string, { source: string, mutants: readonly ReportedMutant[] }> }} Report
 */

/**
 * @typedef {object} Mutant
 * @property {string} file
 * @property {number} line
 * @property {string} status
 * @property {string} before the line as it is, cut when it is long
 * @property {string} after the same with the change
 */

const shownLength = 150;

/** @param {Report} report @returns {Mutant[]} */
export function readMutants({ files }) {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.map(({ status, replacement = '', location: { start, end } }) => {
      const head = (lines[start.line - 1] ?? '').slice(0, start.column - 1);
      const tail = (lines[end.line - 1] ?? '').slice(end.column - 1);
      const original = lines.slice(start.line - 1, end.line).join('\n');
      return { file, line: start.line, status, before: fold(original), after: fold(`${head}${replacement}${tail}`) };
    });
  });
}

/** On one line and without what the list could not hold. @param {string} code */
function fold(code) {
  return code.replace(/\s+/g, ' ').trim().slice(0, shownLength).trim();
}

/** How a survivor stands in the list: the file, the line, and what becomes of it. @param {Pick<Mutant, 'file' | 'before' | 'after'>} mutant */
function entryOf({ file, before, after }) {
  return `${file}\n- ${before}\n+ ${after}`;
}

/**
 * The survivors that scripts/lib/mutation/survivors.md explains, in blocks of `diff`.
 * @param {string} document
 * @returns {string[]} entries
 */
export function parseExplained(document) {
  return [...document.matchAll(/^```diff\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => {
    /** @type {string[]} */
    const entries = [];
    let file = '';
    let before = '';
    for (const line of block.split('\n')) {
      if (line.startsWith('@@ ')) file = line.slice(3);
      if (line.startsWith('- ')) before = line.slice(2);
      if (line.startsWith('+ ')) entries.push(entryOf({ file, before, after: line.slice(2) }));
    }
    return entries;
  });
}

/**
 * @typedef {object} Verdict
 * @property {Readonly<Record<string, number>>} counts by status
 * @property {number} score percent
 * @property {readonly Mutant[]} unexplained survivors that the list does not have
 * @property {readonly string[]} outdated entries of the list about files that were tried, which do not survive any more
 * @property {boolean} isGood
 */

/** @param {readonly Mutant[]} mutants @param {readonly string[]} explained @param {number} leastScore @returns {Verdict} */
export function judge(mutants, explained, leastScore) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { status } of mutants) counts[status] = (counts[status] ?? 0) + 1;
  const survivors = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const killed = (counts.Killed ?? 0) + (counts.Timeout ?? 0);
  const score = (100 * killed) / Math.max(1, killed + survivors.length);
  const unexplained = survivors.filter((mutant) => !explained.includes(entryOf(mutant)));
  const files = new Set(mutants.map(({ file }) => file));
  // What was stopped for its time tells nothing about its explanation: a busy machine does that as well.
  const unkilled = new Set(mutants.filter(({ status }) => status !== 'Killed').map(entryOf));
  const outdated = explained.filter((entry) => files.has(entry.slice(0, entry.indexOf('\n'))) && !unkilled.has(entry));
  const isGood = score >= leastScore && outdated.length === 0;
  return { counts, score, unexplained, outdated, isGood };
}

/** @param {Verdict} verdict */
export function formatResult({ counts, score, unexplained, outdated }) {
  const { Killed = 0, Timeout = 0, Survived = 0, NoCoverage = 0, Ignored = 0, ...rest } = counts;
  const others = Object.entries(rest).map(([status, count]) => `, ${count} ${status}`);
  const lines = [
    ...unexplained.map((mutant) => `survives unexplained, line ${mutant.line}:\n@@ ${entryOf(mutant)}`),
    ...outdated.map((entry) => `explained and does not survive any more:\n@@ ${entry}`),
    `score ${score.toFixed(2)} %: ${Killed} killed, ${Timeout} timed out, ${Survived} survived, ${NoCoverage} not reached${others.join('')}; ${Ignored} left out`,
    `${unexplained.length} survivors are not explained in scripts/lib/mutation/survivors.md, ${outdated.length} of its entries are outdated`,
  ];
  return lines.join('\n');
}
