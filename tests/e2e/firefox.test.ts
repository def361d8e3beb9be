import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { find, until } from '../../scripts/lib/browser/find.mjs';
import type { FirefoxPerson } from '../../scripts/lib/browser/firefox-person.mjs';
import { launchFirefoxPerson } from '../../scripts/lib/browser/firefox-person.mjs';
import { acts, fromEnvironment } from './support/people.ts';
import { speakIn } from './support/speak-in.ts';
import { story } from './support/story.ts';

const isThereFirefox = process.env.BEELINE_FIREFOX !== undefined;
/** Without one Firefox has no screen to share. */
const display = process.env.BEELINE_DISPLAY;

/** Three times as long as Firefox waits before it puts a page to sleep. */
const aloneMs = 90_000;

interface AtFirefox extends FirefoxPerson {
  /** The app in a tab, as it stands open or opened now. */
  readonly page: () => Promise<Page>;
}

async function comeIn(name: string, where: { headless: false; display: string } | undefined): Promise<AtFirefox> {
  const person = await launchFirefoxPerson({
    name,
    extensionDir: fromEnvironment('BEELINE_FIREFOX_EXTENSION_DIR'),
    firefox: fromEnvironment('BEELINE_FIREFOX'),
    ...where,
  });
  let open: Page | undefined;
  return {
    ...person,
    async page() {
      if (open === undefined || open.isClosed()) open = await person.openTab();
      return open;
    },
  };
}

/** Fumi and Nana sit at Firefox, Alice at Chromium. */
const it = story
  .extend('fumi', { scope: 'file' }, async ({ everyBrowser: _ }, { onCleanup }) => {
    const person = await comeIn('Fumi', display === undefined ? undefined : { headless: false, display });
    onCleanup(person.close);
    return person;
  })
  .extend('fumiPage', ({ fumi }) => fumi.page())
  .extend('nana', { scope: 'file' }, async ({ everyBrowser: _ }, { onCleanup }) => {
    const person = await comeIn('Nana', undefined);
    onCleanup(person.close);
    return { ...person, id: '', engineSince: 0, aloneSinceMs: 0 };
  })
  .extend('nanaPage', ({ nana }) => nana.page())
  .extend('alice', { scope: 'file' }, ({ crowd }) => crowd.launch('Alice'));

/** When the engine's page, which a surface of Firefox may look at, began to live. */
async function engineSince(page: Page): Promise<number> {
  return await page.evaluate(async () => (await chrome.runtime.getBackgroundPage())?.performance.timeOrigin ?? 0);
}

/** Each is told that the other one is heard. */
async function expectVoices(pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => page.waitForSelector('[data-they-speak]')));
}

async function expectPictures(pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => acts.watchPicture(page, 'Remote video')));
}

describe.skipIf(!isThereFirefox)('Nana in Firefox (skipped where no Firefox can be had)', () => {
  it('begins, and closes every page', async ({ nana, nanaPage }) => {
    nana.id = await acts.begin(nanaPage, 'Nana');
    nana.engineSince = await engineSince(nanaPage);
    await nanaPage.close();
    nana.aloneSinceMs = performance.now();
  });
});

describe.skipIf(!isThereFirefox)('Fumi in Firefox and Alice in Chromium (skipped where no Firefox can be had)', () => {
  it('are introduced', async ({ fumiPage, alicePage }) => {
    const [, alicesId] = await Promise.all([acts.begin(fumiPage, 'Fumi'), acts.begin(alicePage, 'Alice')]);
    await acts.invite(fumiPage, alicesId);
    await acts.accept(alicePage, 'Fumi');
    await Promise.all([acts.waitUntilOnline(fumiPage, 'Alice'), acts.waitUntilOnline(alicePage, 'Fumi')]);
  });

  it('write to each other, and learn what was read', async ({ fumiPage, alicePage }) => {
    await acts.openConversation(fumiPage, 'Alice');
    await acts.write(fumiPage, 'Written in Firefox');
    await acts.openConversation(alicePage, 'Fumi');
    await acts.waitForMessage(alicePage, 'Written in Firefox');
    await acts.waitForMessage(fumiPage, 'Written in Firefox', 'read');
    await acts.write(alicePage, 'Written in Chromium');
    await acts.waitForMessage(fumiPage, 'Written in Chromium');
    await acts.waitForMessage(alicePage, 'Written in Chromium', 'read');
  });

  it('see and hear each other when Chromium calls, and mute', async ({ alice, fumiPage, alicePage }) => {
    // Firefox' make-believe microphone hears a steady tone by itself.
    await speakIn(await alice.offscreen());
    await acts.call(alicePage, 'Video call');
    await acts.answer(fumiPage, 'Alice', 'Answer with video');
    await Promise.all([alicePage, fumiPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
    await expectPictures([alicePage, fumiPage]);
    await expectVoices([alicePage, fumiPage]);

    await acts.press(fumiPage, 'Mute microphone');
    await alicePage.waitForSelector('.their-mute');
    await acts.press(fumiPage, 'Unmute microphone');
    await alicePage.waitForSelector('.their-mute', { hidden: true });
    await acts.press(alicePage, 'Hang up');
    await acts.waitForCallStatus(fumiPage, 'Call ended');
  });

  it('see each other when Firefox calls', async ({ fumiPage, alicePage }) => {
    await acts.openConversation(fumiPage, 'Alice');
    await acts.call(fumiPage, 'Video call');
    await acts.answer(alicePage, 'Fumi', 'Answer with video');
    await Promise.all([alicePage, fumiPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
    await expectPictures([alicePage, fumiPage]);
    await acts.press(fumiPage, 'Hang up');
    await acts.waitForCallStatus(alicePage, 'Call ended');
  });

  it('hear nothing more of Fumi once she has closed the page of her call, until she opens one and unmutes', async ({
    fumi,
    fumiPage,
    alicePage,
  }) => {
    await acts.openConversation(fumiPage, 'Alice');
    await acts.call(fumiPage, 'Voice call');
    await acts.answer(alicePage, 'Fumi', 'Answer');
    await acts.waitForCallStatus(alicePage, 'Connected');
    await alicePage.waitForSelector('.their-mute', { hidden: true });
    const pages = (await fumi.browser.pages()).length;
    await fumiPage.close();
    await alicePage.waitForSelector('.their-mute');
    const another = await fumi.page();
    await acts.press(another, 'Unmute microphone');
    await alicePage.waitForSelector('.their-mute', { hidden: true });
    expect(await fumi.browser.pages(), 'one gone, one opened here').toHaveLength(pages);
    await acts.press(another, 'Hang up');
    await acts.waitForCallStatus(alicePage, 'Call ended');
  });

  it.skipIf(display === undefined)(
    'share their screens with each other (skipped where no display can be had)',
    async ({ fumi, fumiPage, alicePage }) => {
      await acts.openConversation(fumiPage, 'Alice');
      await acts.call(fumiPage, 'Voice call');
      await acts.answer(alicePage, 'Fumi', 'Answer');
      await acts.waitForCallStatus(fumiPage, 'Connected');
      await acts.press(alicePage, 'Share screen');
      await acts.watchPicture(fumiPage, 'Remote screen', 2);
      await acts.press(fumiPage, 'Share screen');
      await fumi.pickScreen();
      await acts.watchPicture(alicePage, 'Remote screen', 2);
      await acts.press(fumiPage, 'Stop sharing');
      await acts.waitUntilPictureIsGone(alicePage, 'Remote screen');
      await acts.press(fumiPage, 'Hang up');
      await acts.waitForCallStatus(alicePage, 'Call ended');
    },
  );
});

describe.skipIf(!isThereFirefox)('Nana and Fumi, both in Firefox (skipped where no Firefox can be had)', () => {
  it('are introduced, although Nana had no page open for 90 s and nothing went on', async ({ nana, fumiPage }) => {
    await until('ninety seconds', () => performance.now() - nana.aloneSinceMs >= aloneMs, { timeoutMs: aloneMs });
    const nanaPage = await nana.page();
    expect(await engineSince(nanaPage)).toBe(nana.engineSince);
    await acts.invite(fumiPage, nana.id);
    await acts.accept(nanaPage, 'Fumi');
    await Promise.all([acts.waitUntilOnline(fumiPage, 'Nana'), acts.waitUntilOnline(nanaPage, 'Fumi')]);
  });

  it('write to each other, and see and hear each other', async ({ nanaPage, fumiPage }) => {
    await Promise.all([acts.openConversation(nanaPage, 'Fumi'), acts.openConversation(fumiPage, 'Nana')]);
    await acts.write(fumiPage, 'Firefox as well?');
    await acts.waitForMessage(nanaPage, 'Firefox as well?');
    await acts.write(nanaPage, 'So I am');
    await acts.waitForMessage(fumiPage, 'So I am');
    await acts.call(nanaPage, 'Video call');
    await acts.answer(fumiPage, 'Nana', 'Answer with video');
    await Promise.all([nanaPage, fumiPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
    await expectPictures([nanaPage, fumiPage]);
    await expectVoices([nanaPage, fumiPage]);
    await acts.press(nanaPage, 'Hang up');
    await acts.waitForCallStatus(fumiPage, 'Call ended');
  });

  it('are told when Firefox has put Beeline to sleep all the same, and only then', async ({
    nanaPage,
    fumi,
    fumiPage,
  }) => {
    const notice = /puts Beeline to sleep/;
    await acts.goHome(nanaPage);
    await acts.press(nanaPage, 'Settings');
    await find(nanaPage, 'heading', 'Settings');
    expect(await nanaPage.$eval('.view', (view) => view.textContent)).not.toMatch(notice);
    await fumiPage.close();
    await fumi.suspendEngine();
    const woken = await fumi.page();
    await acts.waitUntilOnline(woken, 'Nana');
    await acts.press(woken, 'Settings');
    await find(woken, 'heading', 'Settings');
    expect(await woken.$eval('.view', (view) => view.textContent)).toMatch(notice);
  });
});
