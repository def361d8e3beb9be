import { bootstrapRatio, median, percentile, shuffle } from './statistics.mjs';

/** @typedef {import('./cases.mjs').BenchCase} BenchCase */
/** @typedef {Awaited<ReturnType<typeof runCase>>} BenchResult */

/** Not counted: compilers and caches get warm. */
const warmUpRounds = 2;

/** @param {BenchCase} benchCase @param {import('./stage.mjs').Stage} stage */
export async function runCase(benchCase, stage) {
  const { name, ours, beside, goal, rounds, measureOurs, measureBeside } = benchCase;
  /** @type {Record<'ours' | 'beside', number[]>} */
  const samples = { ours: [], beside: [] };
  /** @type {('ours' | 'beside')[]} */
  const order = shuffle(Array.from({ length: 2 * rounds }, (_, index) => (index % 2 === 0 ? 'ours' : 'beside')));
  for (let round = 0; round < warmUpRounds; round += 1) {
    await measureOurs(stage, -1 - round);
    await measureBeside(stage, -1 - round);
  }
  for (const [round, which] of order.entries()) {
    samples[which].push(await (which === 'ours' ? measureOurs : measureBeside)(stage, round));
  }
  const ratio = median(samples.ours) / median(samples.beside);
  const [low, high] = bootstrapRatio(samples.ours, samples.beside);
  const medians = { ours: median(samples.ours), beside: median(samples.beside) };
  return { name, ours, beside, goal, ratio, low, high, medians, p95: percentile(samples.ours, 0.95), samples };
}

/** @param {readonly BenchResult[]} results */
export function formatResults(results) {
  const ms = (/** @type {number} */ value) => `${value.toFixed(2)} ms`;
  const cells = [
    ['case', 'ours', 'p95', 'beside', 'ratio', '95 % of draws', 'goal', 'verdict'],
    ...results.map(({ name, medians, p95, ratio, low, high, goal }) => [
      name,
      ms(medians.ours),
      ms(p95),
      ms(medians.beside),
      ratio.toFixed(2),
      `${low.toFixed(2)} to ${high.toFixed(2)}`,
      `at most ${goal}`,
      ratio <= goal ? 'reached' : 'short',
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  const table = cells.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const legend = results.map(({ name, ours, beside }) => `${name}: ${ours}, beside ${beside}`);
  return [...table, '', ...legend].join('\n');
}
