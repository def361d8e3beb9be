import { describe, expect, it } from 'vitest';
import { hasValidCheck } from '#src/shared/identity/check-character.ts';
import { crockfordAlphabet, crockfordValues } from '#src/shared/identity/crockford.ts';
import { sampleIds } from './sample-ids.ts';

const samples = sampleIds(1_000).map((id) => [...(crockfordValues(id) ?? [])]);
const allValues = [...crockfordAlphabet].map((_, value) => value);

describe('check character', () => {
  it('passes every sample unchanged', () => {
    expect(samples.filter((values) => values.length === 20 && hasValidCheck(values))).toHaveLength(1_000);
  });

  it('misses none of the 620,000 single wrong characters in 1,000 IDs', () => {
    let tried = 0;
    const missed = samples.flatMap((values) =>
      values.flatMap((right, position) =>
        allValues
          .filter((wrong) => wrong !== right)
          .filter((wrong) => {
            tried += 1;
            return hasValidCheck(values.with(position, wrong));
          }),
      ),
    );
    expect(missed).toEqual([]);
    expect(tried).toBe(620_000);
  });

  it('misses no exchange of two different characters, neighbours or not, in 1,000 IDs', () => {
    let tried = 0;
    const missed = samples.flatMap((values) =>
      values.flatMap((left, position) =>
        values.slice(position + 1).filter((right, distance) => {
          if (left === right) return false;
          tried += 1;
          return hasValidCheck(values.with(position, right).with(position + 1 + distance, left));
        }),
      ),
    );
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(180_000);
  });

  it('takes no row of one character for an ID because of its check alone', () => {
    expect(hasValidCheck(Array.from({ length: 20 }, () => 0))).toBe(false);
  });
});
