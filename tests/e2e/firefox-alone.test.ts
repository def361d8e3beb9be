import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { expectPictures, expectVoices, isThereFirefox, launchInFirefox } from './support/firefox.ts';
import { acts, videoCall } from './support/people.ts';
import { story } from './support/story.ts';

/** Three times as long as Firefox waits before it puts a page to sleep. */
const aloneMs = 90_000;

/** Nana and Olga both sit at Firefox. */
const it = story
  .extend('nana', { scope: 'file' }, ({ everyBrowser: _ }, { onCleanup }) => launchInFirefox('Nana', onCleanup))
  .extend('olga', { scope: 'file' }, ({ everyBrowser: _ }, { onCleanup }) => launchInFirefox('Olga', onCleanup))
  .extend('nanaPage', { scope: 'file' }, ({ nana }) => nana.openTab())
  .extend('olgaPage', { scope: 'file' }, ({ olga }) => olga.openTab());

/** When the engine's page, which a surface of Firefox may look at, began to live. */
async function engineSince(page: Page): Promise<number> {
  return await page.evaluate(async () => (await chrome.runtime.getBackgroundPage())?.performance.timeOrigin ?? 0);
}

describe.skipIf(!isThereFirefox)('two people in Firefox (skipped where none can be had)', () => {
  it('are introduced, although one had no page open for 90 s and nothing went on', { timeout: 240_000 }, async ({
    nana,
    olga,
  }) => {
    const first = await nana.openTab();
    const id = await acts.begin(first, 'Nana');
    const since = await engineSince(first);
    await first.close();
    const alone = pause(aloneMs);
    const olgaPage = await olga.openTab();
    await acts.begin(olgaPage, 'Olga');
    await alone;
    const nanaPage = await nana.openTab();
    expect(await engineSince(nanaPage)).toBe(since);
    await acts.invite(olgaPage, id);
    await acts.accept(nanaPage, 'Olga');
    await Promise.all([acts.waitUntilOnline(olgaPage, 'Nana'), acts.waitUntilOnline(nanaPage, 'Olga')]);
    await Promise.all([nanaPage, olgaPage].map((page) => page.close()));
  });

  it('write to each other, and see and hear each other', async ({ nanaPage, olgaPage }) => {
    await Promise.all([acts.openConversation(nanaPage, 'Olga'), acts.openConversation(olgaPage, 'Nana')]);
    await acts.write(olgaPage, 'Firefox as well?');
    await acts.waitForMessage(nanaPage, 'Firefox as well?');
    await acts.write(nanaPage, 'So I am');
    await acts.waitForMessage(olgaPage, 'So I am');
    await videoCall({ page: nanaPage, name: 'Nana' }, { page: olgaPage, name: 'Olga' });
    await expectPictures([nanaPage, olgaPage]);
    await expectVoices([nanaPage, olgaPage]);
    await acts.press(nanaPage, 'Hang up');
    await acts.waitForCallStatus(olgaPage, 'Call ended');
  });
});
