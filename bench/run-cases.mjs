import { alignColumns } from '../scripts/lib/table/align-columns.mjs';
import { bootstrapRatio, median, percentile, shuffle } from './statistics.mjs';

/** @typedef {import('./bench-case.ts').BenchCase} BenchCase */
/** @typedef {Awaited<ReturnType<typeof runCase>>} BenchResult */

const usualWarmUps = 2;

/** @param {BenchCase} benchCase @param {import('./stage.mjs').Stage} stage */
export async function runCase(benchCase, stage) {
  const { measureOurs, measureBeside, third, rounds, warmUps = usualWarmUps, unit = 'ms', ...told } = benchCase;
  const columns = ['ours', 'beside', 'third'].flatMap((name, at) => {
    const measure = [measureOurs, measureBeside, third?.measure][at];
    return measure ? [{ name, measure, values: /** @type {number[]} */ ([]) }] : [];
  });
  for (let round = -warmUps; round < 0; round += 1) for (const { measure } of columns) await measure(stage, round);
  const order = shuffle(Array.from({ length: rounds }, () => columns).flat());
  for (const [round, { measure, values }] of order.entries()) values.push(await measure(stage, round));

  const samples = Object.fromEntries(columns.map(({ name, values }) => [name, values]));
  const medians = Object.fromEntries(columns.map(({ name, values }) => [name, median(values)]));
  const { ours = [], beside = [] } = samples;
  const ratio = median(ours) / median(beside);
  const isReached = ratio <= told.goal && (told.exactly === undefined || median(ours) === told.exactly);
  const [low, high] = bootstrapRatio(ours, beside);
  const p95 = percentile(ours, 0.95);
  return { ...told, unit, ...(third && { third: third.what }), ratio, low, high, isReached, medians, p95, samples };
}

/** @param {readonly BenchResult[]} results */
export function formatResults(results) {
  const table = alignColumns([
    ['case', 'ours', 'p95', 'beside', 'third', 'ratio', '95 % of draws', 'goal', 'verdict'],
    ...results.map(cellsOf),
  ]);
  const legend = results.map(
    ({ name, ours, beside, third }) => `${name}: ${ours}, beside ${beside}${third ? `; third: ${third}` : ''}`,
  );
  return [...table, '', ...legend].join('\n');
}

/** @param {BenchResult} result */
function cellsOf({ name, unit, medians, p95, ratio, low, high, goal, exactly, isReached }) {
  const told = (/** @type {number | undefined} */ value) => (value === undefined ? '' : `${value.toFixed(2)} ${unit}`);
  return [
    name,
    told(medians.ours),
    told(p95),
    told(medians.beside),
    told(medians.third),
    ratio.toFixed(2),
    `${low.toFixed(2)} to ${high.toFixed(2)}`,
    `at most ${goal}${exactly === undefined ? '' : `, exactly ${exactly} ${unit}`}`,
    isReached ? 'reached' : 'short',
  ];
}
