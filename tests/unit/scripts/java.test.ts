import { expect, test } from 'vitest';
import { parseJavaMajor } from '../../../scripts/lib/backend/java.mjs';

test.each([
  ['openjdk version "17.0.15" 2025-04-15', 17],
  ['openjdk version "21" 2023-09-19', 21],
  ['java version "1.8.0_402"', 8],
  ['openjdk version "22-ea" 2024-03-19', 22],
  ['command not found', undefined],
])('the version in %j is %s', (text, major) => {
  expect(parseJavaMajor(text)).toBe(major);
});
