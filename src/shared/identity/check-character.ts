/**
 * A check character over GF(32), with 2 as the primitive element of x⁵ + x² + 1. Each position has its own power of it as weight, so
 * every single wrong character and every exchange of two characters changes the sum; 31 positions would be the limit.
 */
export function checkValue(values: readonly number[]): number {
  return timesPrimitive(weightedSum(values));
}

/** Whether the last of `values` is the check value of those before it. */
export function hasValidCheck(values: readonly number[]): boolean {
  return weightedSum(values) === 0;
}

/** Horner's rule; starting from 1 keeps a row of zeros from being valid. */
function weightedSum(values: readonly number[]): number {
  return values.reduce((sum, value) => timesPrimitive(sum) ^ value, 1);
}

function timesPrimitive(value: number): number {
  return value < 16 ? value << 1 : (value << 1) ^ 0b100101;
}
