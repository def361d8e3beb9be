import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { askEngine } from '../../scripts/lib/browser/engine-requests.mjs';
import { aria, click, find, isThere, type, until } from '../../scripts/lib/browser/find.mjs';
import { acts, introduce } from './support/people.ts';
import { story } from './support/story.ts';

const elsewhere = 'You’re now using Beeline in another browser with this ID';
/** A request, its answer and a link through a busy backend. */
const patience = { timeoutMs: 60_000 };

/** Alice's, as she reads them in the first test. */
let words = '';

const it = story
  .extend('laptop', { scope: 'file' }, ({ crowd }) => crowd.launch('Laptop'))
  .extend('laptopPage', ({ laptop }) => laptop.openPopup())
  .extend('ids', { scope: 'file', auto: true }, async ({ alice, bob }) => {
    const { inviterPage, invitedPage } = await introduce(alice, bob);
    const [ofAlice, ofBob] = await Promise.all([acts.readOwnId(inviterPage), acts.readOwnId(invitedPage)]);
    return { ofAlice, ofBob };
  });

async function tell(page: Page, name: string, text: string): Promise<void> {
  await acts.openConversation(page, name);
  await acts.write(page, text);
}

/** All that stands in a page, or lies where its next one finds it. */
async function keptOn(page: Page): Promise<string> {
  return (await page.content()) + (await page.evaluate(() => JSON.stringify({ ...localStorage })));
}

describe('an identity beyond one browser', () => {
  it('is twelve words, shown only when asked and gone with the view', async ({ alicePage }) => {
    await acts.goHome(alicePage);
    await click(alicePage, 'button', 'Settings');
    await click(alicePage, 'button', 'Back up');
    await find(alicePage, 'button', 'Show words');
    expect(await isThere(alicePage, 'list', 'Recovery words')).toBe(false);
    // Some of the two thousand are parts of words that any page has, such as "act" and "use".
    const before = await keptOn(alicePage);
    await click(alicePage, 'button', 'Show words');
    await find(alicePage, 'list', 'Recovery words');
    words = await alicePage.$$eval('ol li', (items) => items.map(({ textContent }) => textContent).join(' '));
    expect(words.split(' ')).toHaveLength(12);
    await click(alicePage, 'button', 'Back');
    await click(alicePage, 'button', 'Back up');
    await find(alicePage, 'button', 'Show words');
    const left = await keptOn(alicePage);
    expect(words.split(' ').filter((word) => left.includes(word) && !before.includes(word))).toEqual([]);
    await acts.goHome(alicePage);
  });

  it('comes back with the words on a first run, after a mistake was told', async ({ laptopPage, ids }) => {
    await click(laptopPage, 'button', 'Restore');
    await type(laptopPage, 'Your name', 'Alice');
    await type(laptopPage, 'Recovery words', words.split(' ').slice(1).join(' '));
    await click(laptopPage, 'button', 'Restore');
    expect(await (await find(laptopPage, 'alert')).evaluate(({ textContent }) => textContent)).toMatch(/twelve/);
    await type(laptopPage, 'Recovery words', words);
    await click(laptopPage, 'button', 'Restore');
    expect(await acts.readOwnId(laptopPage)).toBe(ids.ofAlice);
  });

  it('is told to the browser that had it before, which goes quiet', async ({ alice, alicePage }) => {
    await find(alicePage, 'heading', elsewhere, patience);
    await until(
      'the badge to ask for a look',
      async () => (await alice.inWorker(() => chrome.action.getBadgeText({}))) === '!',
    );
  });

  it('reaches a contact who accepted it once without being accepted again', async ({ bobPage, laptopPage, ids }) => {
    await acts.invite(laptopPage, ids.ofBob);
    await acts.waitUntilOnline(laptopPage, 'Bob');
    await tell(laptopPage, 'Bob', 'From the laptop');
    await acts.openConversation(bobPage, 'Alice');
    await acts.waitForMessage(bobPage, 'From the laptop');
    await acts.write(bobPage, 'To the laptop');
    await acts.waitForMessage(laptopPage, 'To the laptop');
  });

  it('goes on in the first browser when a person wants it, and the other one is told', async ({
    alicePage,
    bobPage,
    laptopPage,
  }) => {
    await click(alicePage, 'button', 'Use here');
    await find(laptopPage, 'heading', elsewhere, patience);
    await acts.waitUntilOnline(alicePage, 'Bob');
    await tell(alicePage, 'Bob', 'From the first one again');
    await acts.waitForMessage(bobPage, 'From the first one again');
    await acts.write(bobPage, 'And to it');
    await acts.waitForMessage(alicePage, 'And to it');
    expect(await isThere(laptopPage, 'heading', elsewhere)).toBe(true);
  });

  it('is replaced by another only when somebody says so', async ({ laptopPage, ids }) => {
    await click(laptopPage, 'button', 'Use here');
    await acts.goHome(laptopPage);
    await click(laptopPage, 'button', 'Settings');
    await click(laptopPage, 'button', 'Restore');
    await type(laptopPage, 'Recovery words', words);
    await click(laptopPage, 'button', 'Restore');
    expect(await (await find(laptopPage, 'alert')).evaluate(({ textContent }) => textContent)).toMatch(/already/);
    const others = `${'legal winner thank year wave sausage worth useful '.trim()} legal winner thank yellow`;
    await type(laptopPage, 'Recovery words', others);
    await click(laptopPage, 'button', 'Restore');
    await find(laptopPage, 'alertdialog', 'Replace the ID in this browser?');
    await click(laptopPage, 'button', 'Replace');
    await until('another ID', async () => (await acts.readOwnId(laptopPage)) !== ids.ofAlice, patience);
    expect(await laptopPage.$$(aria('listitem'))).toHaveLength(0);
  });

  it('leaves nothing behind when everything is deleted, and nobody can ask for it any more', async ({
    alicePage,
    laptopPage,
    ids,
  }) => {
    await find(alicePage, 'heading', elsewhere, patience);
    await click(alicePage, 'button', 'Use here');
    await acts.goHome(alicePage);
    await click(alicePage, 'button', 'Settings');
    await click(alicePage, 'button', 'Delete everything');
    await find(alicePage, 'alertdialog', 'Delete everything?');
    await (await alicePage.$$('dialog .danger'))[0]?.click();
    await find(alicePage, 'button', 'Get started', patience);
    expect(await alicePage.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft')))).toEqual(
      [],
    );
    expect(await askEngine(laptopPage, 'contacts.invite', { text: ids.ofAlice })).toEqual({
      kind: 'refused',
      reason: 'unknown-id',
    });
  });
});
