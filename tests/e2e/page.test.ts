import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { readSnapshot } from '../../scripts/lib/browser/engine-requests.mjs';
import { click, find, type } from '../../scripts/lib/browser/find.mjs';
import type { Guest } from '../../scripts/lib/browser/guest.mjs';
import { launchGuest } from '../../scripts/lib/browser/guest.mjs';
import { expectPictures } from './support/firefox.ts';
import { acts, fromEnvironment, videoCall } from './support/people.ts';
import { story } from './support/story.ts';

/** Alice has the extension, Dora has not. */
const it = story
  .extend('alice', { scope: 'file' }, ({ crowd }) => crowd.launch('Alice'))
  .extend('dora', { scope: 'file' }, ({ everyBrowser: _ }, { onCleanup }) =>
    closing(launchGuest({ name: 'Dora', chromium: fromEnvironment('BEELINE_CHROMIUM') }), onCleanup),
  );

async function closing(guest: Promise<Guest>, onCleanup: (cleanUp: () => Promise<void>) => void): Promise<Guest> {
  const { close } = await guest;
  onCleanup(close);
  return await guest;
}

/** From Alice's invite link to a contact whom she has accepted, with a name and one click. */
async function join({ page, name }: Guest, alicePage: Page): Promise<void> {
  const self = (await readSnapshot(alicePage))?.self;
  await page.goto(self?.inviteLink ?? 'no link');
  await find(page, 'heading', 'Join Beeline');
  expect(await page.evaluate(() => document.body.innerText)).toContain(self?.id?.slice(0, 4));
  // What the link says is in the address no more.
  expect(await page.evaluate(() => location.hash)).toBe('');
  await type(page, 'Your name', name);
  await click(page, 'button', 'Join in this page');
  await acts.accept(alicePage, name);
  await Promise.all([acts.waitUntilOnline(page, 'Alice'), acts.waitUntilOnline(alicePage, name)]);
}

async function writeToEachOther({ page, name }: Guest, alicePage: Page): Promise<void> {
  await acts.openConversation(page, 'Alice');
  await acts.write(page, `Written by ${name}`);
  await acts.openConversation(alicePage, name);
  await acts.waitForMessage(alicePage, `Written by ${name}`);
  await acts.waitForMessage(page, `Written by ${name}`, 'read');
  await acts.write(alicePage, `Written to ${name}`);
  await acts.waitForMessage(page, `Written to ${name}`);
  await acts.waitForMessage(alicePage, `Written to ${name}`, 'read');
}

async function seeEachOther(caller: { page: Page; name: string }, callee: { page: Page; name: string }): Promise<void> {
  await videoCall(caller, callee);
  await expectPictures([caller.page, callee.page]);
  await acts.press(caller.page, 'Hang up');
  await acts.waitForCallStatus(callee.page, 'Call ended');
}

describe('people without the extension, at a page', () => {
  it('Dora joins by Alice’s invite link', async ({ dora, alicePage }) => {
    await acts.begin(alicePage, 'Alice');
    await join(dora, alicePage);
  });

  it('Dora and Alice write to each other, and learn what was read', ({ dora, alicePage }) =>
    writeToEachOther(dora, alicePage));

  it('Dora and Alice see each other, whoever calls', async ({ dora, alicePage }) => {
    await seeEachOther({ page: alicePage, name: 'Alice' }, dora);
    await seeEachOther(dora, { page: alicePage, name: 'Alice' });
  });

  it('Dora is told in a second tab that Beeline is open in the first, and goes on there', async ({
    dora,
    alicePage,
  }) => {
    const second = await dora.browser.newPage();
    await second.goto(dora.page.url());
    await find(second, 'heading', 'Beeline is open in another tab');
    await click(second, 'button', 'Use here');
    await acts.waitUntilOnline(second, 'Alice');
    await dora.page.bringToFront();
    await find(dora.page, 'heading', 'Beeline is open in another tab');
    await second.bringToFront();
    await acts.openConversation(second, 'Alice');
    await acts.waitForMessage(second, 'Written to Dora');
    await acts.write(second, 'Still me');
    await acts.openConversation(alicePage, 'Dora');
    await acts.waitForMessage(alicePage, 'Still me');
  });
});
