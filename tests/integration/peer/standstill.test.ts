import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { pingFrame } from '#src/engine/links/rules/frames.ts';
import type { CarriedCounts } from '#src/engine/links/rules/state.ts';
import { heldSilenceMs, heldUnansweredMs, knockEveryMs } from '#src/engine/links/rules/timing.ts';
import type { MediaSlot } from '#src/engine/ports/peer-port.ts';
import { describePairs } from './describe-pairs.ts';
import { linkPages, reported } from './linking.ts';
import type { Side, TwoPages } from './two-pages.ts';

const standstillMs = 7_000;

/** The longest times, in milliseconds, in which the counts of a link that is asked without an answer were not seen to rise. */
async function longestPausesMs(side: Side): Promise<CarriedCounts> {
  const beganAtMs = performance.now();
  let counts = await side.call('countCarried');
  const [roseAfterMs, longestMs] = [
    { arrived: beganAtMs, answered: beganAtMs },
    { arrived: 0, answered: 0 },
  ];
  while (performance.now() - beganAtMs < standstillMs) {
    await side.call('send', 'unreliable', pingFrame);
    const readAtMs = performance.now();
    const now = await side.call('countCarried');
    for (const name of ['arrived', 'answered'] as const) {
      longestMs[name] = Math.max(longestMs[name], performance.now() - roseAfterMs[name]);
      if (now[name] > counts[name]) roseAfterMs[name] = readAtMs;
    }
    counts = now;
    await new Promise((resolve) => setTimeout(resolve, knockEveryMs));
  }
  return longestMs;
}

describePairs('a page that stands still in a call', (open, { ann: offerer }) => {
  let pages: TwoPages;
  beforeAll(async () => {
    pages = await open();
  });
  afterEach(async () => {
    await Promise.all([pages.ann.call('close'), pages.ben.call('close')]);
  });
  afterAll(() => pages.close());

  test.each<readonly [string, readonly MediaSlot[]]>([
    ['a picture is', ['microphone', 'camera']],
    ['nothing is', []],
  ])('is answered for by its browser where %s sent', async (_what, sent) => {
    const { ann, ben } = pages;
    // Firefox does not tell what its own questions came to, so Chromium watches.
    const [watching, standing] = offerer === 'Firefox' ? [ben, ann] : [ann, ben];
    await linkPages(pages);
    await ann.call('prepareMedia');
    await Promise.all([reported(ann, 'media ready'), reported(ben, 'media ready')]);
    for (const side of [ann, ben]) for (const slot of sent) await side.call('setTrack', slot, true);
    const [pausesMs] = await Promise.all([longestPausesMs(watching), standing.call('standStill', standstillMs)]);
    expect(pausesMs.arrived).toBeLessThan(heldSilenceMs);
    expect(pausesMs.answered).toBeLessThan(heldUnansweredMs);
  });
});
