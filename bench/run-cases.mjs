import { alignColumns } from '../scripts/lib/table/align-columns.mjs';
import { bootstrapRatio, median, percentile, shuffle } from './statistics.mjs';

/** @typedef {Awaited<ReturnType<typeof runCase>>} BenchResult */

const usualWarmUps = 2;
/** Twice what the longest case takes on a busy machine. */
const limitMs = 600_000;

/**
 * What stops a case ends it with what was measured until then; the stage is of no use any more.
 * @template On @param {import('./bench-case.ts').BenchCase<On>} benchCase @param {On} stage
 */
export async function runCase(benchCase, stage) {
  const { measureOurs, measureBeside, third, rounds, warmUps = usualWarmUps, unit = 'ms', ...told } = benchCase;
  const columns = ['ours', 'beside', 'third'].flatMap((name, at) => {
    const measure = [measureOurs, measureBeside, third?.measure][at];
    return measure ? [{ name, measure, values: /** @type {number[]} */ ([]) }] : [];
  });
  const warming = Array.from({ length: warmUps }, () => columns).flat();
  const counted = shuffle(Array.from({ length: rounds }, () => columns).flat());
  const stopped = await withinLimit(async (isOver) => {
    for (const [at, { measure, values }] of [...warming, ...counted].entries()) {
      if (isOver()) return;
      const round = at - warming.length;
      const value = await measure(stage, round);
      if (round >= 0) values.push(value);
    }
  });

  const samples = Object.fromEntries(columns.map(({ name, values }) => [name, values]));
  const medians = Object.fromEntries(columns.map(({ name, values }) => [name, median(values)]));
  const { ours = [], beside = [] } = samples;
  const ratio = median(ours) / median(beside);
  const isExact = told.exactly === undefined || median(ours) === told.exactly;
  const isReached = stopped === undefined && ratio <= told.goal && isExact;
  const [low, high] = bootstrapRatio(ours, beside);
  const p95 = percentile(ours, 0.95);
  return {
    ...told,
    unit,
    ...(third && { third: third.what }),
    ratio,
    low,
    high,
    isReached,
    stopped,
    medians,
    p95,
    samples,
  };
}

/**
 * Resolves to what ended the work early, if anything did.
 * @param {(isOver: () => boolean) => Promise<void>} work
 */
async function withinLimit(work) {
  let over = false;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(`not over after ${limitMs / 1_000} s`), limitMs);
  });
  const done = work(() => over).catch((/** @type {unknown} */ error) => String(error).split('\n', 1)[0]);
  const stopped = await Promise.race([done, late]);
  over = true;
  clearTimeout(timer);
  return /** @type {string | undefined} */ (stopped);
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
function cellsOf({ name, unit, medians, p95, ratio, low, high, goal, exactly, isReached, stopped }) {
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
    stopped ?? (isReached ? 'reached' : 'short'),
  ];
}
