import type { Page } from 'puppeteer-core';
import type { FeedUpdate } from '#src/shared/messaging/feed.ts';
import type { Snapshot } from '#src/shared/snapshot.ts';

/** What the engine tells a surface that opens now. */
export async function readSnapshot(page: Page): Promise<Snapshot> {
  return await page.evaluate(
    () =>
      new Promise<Snapshot>((resolve) => {
        const port = chrome.runtime.connect({ name: 'feed' });
        port.onMessage.addListener((update: FeedUpdate) => {
          if (update.kind !== 'snapshot') return;
          port.disconnect();
          resolve(update.snapshot);
        });
      }),
  );
}
