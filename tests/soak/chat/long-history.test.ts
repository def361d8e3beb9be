import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import { seedHistory } from '../../../scripts/lib/browser/long-history.mjs';
import { paintConversation } from '../../../scripts/lib/browser/paint-conversation.mjs';
import type { LivePair } from '../support/live-pair.ts';
import { openLivePair } from '../support/live-pair.ts';
import { soakRow } from '../support/row.ts';

const greatestRatio = 1.25;
let pair: LivePair;
let long: Page;
let short: Page;

beforeAll(async () => {
  pair = await openLivePair();
  const { alice, bob } = pair;
  await seedHistory(alice.person(), alice.page(), 10_000);
  await seedHistory(bob.person(), bob.page(), 50);
  [long, short] = await Promise.all([alice.person().openTab(), bob.person().openTab()]);
  // Scripts and caches get warm.
  for (const page of [long, short, long, short]) await paintConversation(page);
});
afterAll(() => pair.close());

const medianOf = (samples: readonly number[]): number =>
  samples.toSorted((one, other) => one - other)[Math.floor(samples.length / 2)] ?? Infinity;

soakRow({
  row: `Conversation of 10,000 messages painted within ${greatestRatio} × of one with 50`,
  unit: 'openings of each',
  full: 60,
  short: 15,
  async run({ count, isOutOfTime, progress }) {
    const took: Record<'long' | 'short', number[]> = { long: [], short: [] };
    while (took.long.length < count && !isOutOfTime()) {
      // Side by side, so that whatever else this computer does is done to both.
      took.short.push(await paintConversation(short));
      took.long.push(await paintConversation(long));
      progress(took.long.length);
    }
    const [medianLong, medianShort] = [medianOf(took.long), medianOf(took.short)];
    const ratio = medianLong / medianShort;
    const detail = `median ${medianLong.toFixed(0)} ms against ${medianShort.toFixed(0)} ms, ratio ${ratio.toFixed(2)}`;
    return { done: took.long.length, faults: ratio <= greatestRatio ? [] : [detail], detail };
  },
});
