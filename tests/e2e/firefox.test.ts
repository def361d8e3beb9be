import type { Page } from 'puppeteer-core';
import { describe } from 'vitest';
import { launchFirefoxPerson } from '../../scripts/lib/browser/firefox-person.mjs';
import { acts, fromEnvironment } from './support/people.ts';
import { speakIn } from './support/speak-in.ts';
import { story } from './support/story.ts';

const isThereFirefox = process.env.BEELINE_FIREFOX !== undefined;

/** Fumi sits at Firefox, Alice at Chromium. */
const it = story
  .extend('fumi', { scope: 'file' }, async ({ everyBrowser: _ }, { onCleanup }) => {
    const person = await launchFirefoxPerson({
      name: 'Fumi',
      extensionDir: fromEnvironment('BEELINE_FIREFOX_EXTENSION_DIR'),
      firefox: fromEnvironment('BEELINE_FIREFOX'),
    });
    onCleanup(person.close);
    return person;
  })
  .extend('fumiPage', { scope: 'file' }, ({ fumi }) => fumi.openTab())
  .extend('alice', { scope: 'file' }, ({ crowd }) => crowd.launch('Alice'));

/** Each is told that the other one is heard. */
async function expectVoices(pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => page.waitForSelector('[data-they-speak]')));
}

async function expectPictures(pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => acts.watchPicture(page, 'Remote video')));
}

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

  it('are told that Fumi is not heard any more once she has closed the page of her call', async ({
    fumiPage,
    alicePage,
  }) => {
    await acts.openConversation(fumiPage, 'Alice');
    await acts.call(fumiPage, 'Voice call');
    await acts.answer(alicePage, 'Fumi', 'Answer');
    await acts.waitForCallStatus(alicePage, 'Connected');
    await alicePage.waitForSelector('.their-mute', { hidden: true });
    await fumiPage.close();
    await alicePage.waitForSelector('.their-mute');
    await acts.press(alicePage, 'Hang up');
  });
});
