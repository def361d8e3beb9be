import { afterEach, beforeEach, expect, test } from 'vitest';
import { heldSilenceMs, knockEveryMs } from '#src/engine/links/rules/timing.ts';
import type { MediaSlot } from '#src/engine/ports/peer-port.ts';
import { describePairs } from './describe-pairs.ts';
import { linkPages, reported } from './linking.ts';
import type { Side, TwoPages } from './two-pages.ts';

const standstillMs = 10_000;

/** The longest time, in milliseconds, in which the count was not seen to rise. */
async function longestPauseMs(side: Side): Promise<number> {
  const beganAtMs = performance.now();
  let [count, roseAfterMs, longestMs] = [await side.call('roundTrips'), beganAtMs, 0];
  while (performance.now() - beganAtMs < standstillMs) {
    const readAtMs = performance.now();
    const now = await side.call('roundTrips');
    longestMs = Math.max(longestMs, performance.now() - roseAfterMs);
    if (now > count) [count, roseAfterMs] = [now, readAtMs];
    await new Promise((resolve) => setTimeout(resolve, knockEveryMs));
  }
  return longestMs;
}

describePairs('a page that stands still in a call', (open, { ann: one, ben: other }) => {
  let pages: TwoPages;
  beforeEach(async () => {
    pages = await open();
  });
  afterEach(() => pages.close());

  async function standStillInCall(...sent: readonly MediaSlot[]): Promise<void> {
    const { ann, ben } = pages;
    await linkPages(pages);
    await ann.call('prepareMedia');
    await Promise.all([reported(ann, 'media ready'), reported(ben, 'media ready')]);
    for (const side of [ann, ben]) for (const slot of sent) await side.call('setTrack', slot, true);
    for (const [still, watching] of [
      [ann, ben],
      [ben, ann],
    ] as const) {
      const [pauseMs] = await Promise.all([longestPauseMs(watching), still.call('standStill', standstillMs)]);
      expect(pauseMs).toBeLessThan(heldSilenceMs);
    }
  }

  test('is answered for by its browser where a picture is sent', () => standStillInCall('microphone', 'camera'));

  // Firefox asks every five seconds whether it is still heard, and reports on a voice as seldom.
  test.skipIf(one !== other)(
    'is answered for by its browser where nothing but voices are sent (skipped with Firefox: its answers are five seconds apart)',
    () => standStillInCall('microphone'),
  );
});
