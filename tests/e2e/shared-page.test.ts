import { describe, expect } from 'vitest';
import { click, find, until } from '../../scripts/lib/browser/find.mjs';
import { serveLocalPage } from '../../scripts/lib/browser/local-page.mjs';
import { acts, introduce } from './support/people.ts';
import { inkedPart, moveTo, pointAround, untilInkedAt } from './support/pointer.ts';
import { story } from './support/story.ts';

const title = 'An ordinary page';
const it = story
  .extend('site', { scope: 'file' }, async ({ everyBrowser: _ }, { onCleanup }) => {
    const site = await serveLocalPage();
    onCleanup(site.close);
    return site;
  })
  .override('alicesBrowser', { scope: 'file' }, ({ site }) => ({ sharedTab: title, pageUrl: site.url }));

it.beforeAll(async ({ alice, bob }) => {
  const { inviterPage, invitedPage } = await introduce(alice, bob);
  await acts.openConversation(inviterPage, 'Bob');
  await acts.openConversation(invitedPage, 'Alice');
});

describe('a page on which the icon was clicked, and which is then shared', { timeout: 60_000 }, () => {
  it('shows what the other one points at', async ({ alice, alicePage, bobPage }) => {
    await acts.press(alicePage, 'Share screen');
    await find(bobPage, 'alertdialog', 'Alice wants to show you their screen', { timeoutMs: 30_000 });
    await click(bobPage, 'button', 'Watch');
    await acts.watchPicture(bobPage, 'Remote screen', 3);
    expect(await inkedPart(alice.tab)).toBeUndefined();
    await click(bobPage, 'button', 'Point and draw');
    await pointAround(bobPage, (spot) => untilInkedAt(alice.tab, spot));
  });

  it('takes clicks and keys as before', async ({ alice }) => {
    await click(alice.tab, 'textbox', 'Notes');
    await alice.tab.keyboard.type('Typed below the pointer');
    expect(await alice.tab.$eval('textarea', ({ value }) => value)).toBe('Typed below the pointer');
  });

  it('is as it was when nothing is shared any more', async ({ alice, alicePage }) => {
    await acts.press(alicePage, 'Stop sharing');
    await until('the page to be clean', async () => (await inkedPart(alice.tab)) === undefined);
    expect(await alice.tab.$$eval('[popover]', ({ length }) => length)).toBe(0);
  });

  it('may be one on which the icon is clicked only when it is shared already', async ({ alice, bobPage }) => {
    await alice.closePopup();
    const elsewhere = await alice.openTab();
    await acts.openConversation(elsewhere, 'Bob');
    await acts.press(elsewhere, 'Share screen');
    await find(bobPage, 'alertdialog', 'Alice wants to show you their screen', { timeoutMs: 30_000 });
    await click(bobPage, 'button', 'Watch');
    await acts.watchPicture(bobPage, 'Remote screen', 3);
    await click(bobPage, 'button', 'Point and draw');
    await alice.openPopup();
    await moveTo(bobPage, [0.4, 0.7]);
    await untilInkedAt(alice.tab, [0.4, 0.7]);
  });
});
