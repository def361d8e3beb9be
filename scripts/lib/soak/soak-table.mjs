import { alignColumns } from '../table/align-columns.mjs';

/**
 * One row as `tests/soak/support/row.ts` reports it.
 * @typedef {object} SoakRow
 * @property {string} row
 * @property {string} unit
 * @property {number} full
 * @property {number} done
 * @property {number} seconds
 * @property {readonly string[]} faults
 * @property {string} [detail]
 */

/** @param {string} text the report, one row of JSON a line @returns {SoakRow[]} */
export function parseReport(text) {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** @param {SoakRow} row */
export function isReached({ done, full, faults }) {
  return faults.length === 0 && done >= full;
}

/** More of one kind say no more. */
const shownFaults = 10;

/** Row, figure asked, figure measured, verdict. @param {readonly SoakRow[]} rows */
export function formatTable(rows) {
  const lines = alignColumns([['row', 'asked', 'measured', 'verdict'], ...rows.map(cellsOf)]);
  const faults = rows.flatMap(({ row, faults: found }) =>
    found.slice(0, shownFaults).map((fault) => `${row}: ${fault}`),
  );
  return [...lines, ...(faults.length > 0 ? ['', ...faults] : [])].join('\n');
}

/** @param {SoakRow} row */
function cellsOf(row) {
  const { faults, done, full, unit, seconds, detail } = row;
  const measured = `${faults.length} in ${done}${detail ? `, ${detail}` : ''}, ${seconds.toFixed(0)} s`;
  const verdict = isReached(row) ? 'reached' : faults.length > 0 ? 'BROKEN' : 'short';
  return [row.row, `0 faults in ${full} ${unit}`, measured, verdict];
}
