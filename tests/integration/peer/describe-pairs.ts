import { describe } from 'vitest';
import type { TwoPages } from './two-pages.ts';
import { isThereFirefox, openTwoPages } from './two-pages.ts';

/** Whoever comes first makes the offer. */
const pairs = [
  { ann: 'Chromium', ben: 'Chromium' },
  { ann: 'Chromium', ben: 'Firefox' },
  { ann: 'Firefox', ben: 'Chromium' },
] as const;

/** The same tests for every two browsers that may meet; `open` launches those that are meant. */
export function describePairs(
  what: string,
  tests: (open: () => Promise<TwoPages>, pair: (typeof pairs)[number]) => void,
): void {
  for (const pair of pairs) {
    const name = `${what}, ${pair.ann} and ${pair.ben}`;
    if (pair.ann === pair.ben) describe(name, () => tests(() => openTwoPages(pair), pair));
    else {
      describe.skipIf(!isThereFirefox)(`${name} (skipped where no Firefox can be had)`, () =>
        tests(() => openTwoPages(pair), pair),
      );
    }
  }
}
