import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { click, find, findMatching, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { movingPageTitle, openMovingPage, paintedPart } from '../../scripts/lib/browser/shared-picture.mjs';
import { acts, introduce } from './support/people.ts';
import type { Spot } from './support/pointer.ts';
import { moveTo, pointAround, untilPointedAt } from './support/pointer.ts';
import { story } from './support/story.ts';

const it = story.override('alicesBrowser', { sharedTab: movingPageTitle });
it.beforeAll(async ({ alice, bob }) => {
  await openMovingPage(alice.browser);
  const { inviterPage, invitedPage } = await introduce(alice, bob);
  await acts.openConversation(inviterPage, 'Bob');
  await acts.openConversation(invitedPage, 'Alice');
  await acts.press(inviterPage, 'Share screen');
  await find(invitedPage, 'alertdialog', 'Alice wants to show you their screen', { timeoutMs: 30_000 });
  await click(invitedPage, 'button', 'Watch');
  await acts.watchPicture(invitedPage, 'Remote screen', 3);
});

const atAlices = (page: Page) => paintedPart(page, 'Your shared screen');
const atBobs = (page: Page) => paintedPart(page, 'Remote screen');

async function draw(page: Page, from: Spot, to: Spot): Promise<void> {
  await moveTo(page, from);
  await page.mouse.down();
  await moveTo(page, to);
  await page.mouse.up();
}

/** A line is a few pixels wide, and a preview is small. */
const near = (value: number) => ({ asymmetricMatch: (other: number) => Math.abs(other - value) < 0.03 });

describe('pointing at what somebody shares', { timeout: 60_000 }, () => {
  it('is seen by who shares at the same place of the picture, whatever its size there', async ({
    alicePage,
    bobPage,
  }) => {
    await click(bobPage, 'button', 'Point and draw');
    await pointAround(bobPage, (spot) => untilPointedAt(alicePage, spot));
  });

  it('is a line that both see where it was drawn, and that fades', async ({ alicePage, bobPage }) => {
    await click(bobPage, 'button', 'Pen');
    await draw(bobPage, [0.2, 0.4], [0.8, 0.6]);
    await bobPage.mouse.move(0, 0);
    const line = { across: [near(0.2), near(0.8)], down: [near(0.4), near(0.6)] };
    await until('the pointer to be gone', async () => ((await atAlices(alicePage))?.down[1] ?? 1) < 0.64);
    expect(await atAlices(alicePage)).toEqual(line);
    expect(await atBobs(bobPage)).toEqual(line);
    await until('the line to fade', async () => !(await atAlices(alicePage)) && !(await atBobs(bobPage)));
  });

  it('is a line that stays until who shares wipes it', async ({ alicePage, bobPage }) => {
    await click(bobPage, 'button', 'Keep until wiped');
    await draw(bobPage, [0.3, 0.7], [0.7, 0.7]);
    await bobPage.mouse.move(0, 0);
    // One that fades is gone by then.
    await pause(6_000);
    expect(await atAlices(alicePage)).toMatchObject({ across: [near(0.3), near(0.7)] });
    await click(alicePage, 'button', 'Wipe drawing');
    await until('the line to go', async () => !(await atAlices(alicePage)) && !(await atBobs(bobPage)));
  });

  it('is seen also beside the conversation', async ({ alicePage, bobPage }) => {
    await acts.goHome(alicePage);
    await acts.openConversation(alicePage, 'Bob');
    await draw(bobPage, [0.3, 0.3], [0.7, 0.3]);
    await findMatching(alicePage, 'status', { text: /Bob is pointing at your screen/ });
    await until('the line', async () => (await atAlices(alicePage)) !== undefined);
    await acts.press(alicePage, 'Return to screen share');
  });

  it('ends when who shares does not want it, and says so', async ({ alicePage, bobPage }) => {
    await click(alicePage, 'button', 'Let them point');
    await waitForText(bobPage, 'status', /Alice has switched pointing off/);
    expect(await atAlices(alicePage)).toBeUndefined();
    expect(await bobPage.$('.pointing-surface')).toBeNull();
  });
});
