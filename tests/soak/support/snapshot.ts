import type { Page } from 'puppeteer-core';
import type { Snapshot } from '#src/shared/snapshot.ts';

/** What a surface that opens now would be told; undefined while there is no engine. */
export function readSnapshot(page: Page): Promise<Snapshot | undefined> {
  return page.evaluate(
    () =>
      new Promise<Snapshot | undefined>((resolve) => {
        const port = chrome.runtime.connect({ name: 'feed' });
        port.onDisconnect.addListener(() => resolve(undefined));
        port.onMessage.addListener((update) => {
          if (update.kind !== 'snapshot') return;
          resolve(update.snapshot);
          port.disconnect();
        });
      }),
  );
}
