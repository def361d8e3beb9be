const resamples = 2_000;

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** @param {readonly number[]} values @param {number} share between 0 and 1 */
export function percentile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/**
 * Between which values 95 of 100 draws put the ratio of the medians.
 * @param {readonly number[]} ours @param {readonly number[]} beside @returns {[low: number, high: number]}
 */
export function bootstrapRatio(ours, beside) {
  const ratios = Array.from({ length: resamples }, () => median(draw(ours)) / median(draw(beside)));
  return [percentile(ratios, 0.025), percentile(ratios, 0.975)];
}

/** @param {readonly number[]} values */
function draw(values) {
  return values.map(() => values[Math.floor(Math.random() * values.length)] ?? Number.NaN);
}

/** @template T @param {readonly T[]} values @returns {T[]} */
export function shuffle(values) {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ value }) => value);
}
