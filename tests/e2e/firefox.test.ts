import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { click, find } from '../../scripts/lib/browser/find.mjs';
import { movingPageTitle, openMovingPage } from '../../scripts/lib/browser/shared-picture.mjs';
import { expectPictures, expectVoices, isThereFirefox, launchInFirefox } from './support/firefox.ts';
import { acts, videoCall } from './support/people.ts';
import { moveTo, untilPointedAt } from './support/pointer.ts';
import { speakIn } from './support/speak-in.ts';
import { story } from './support/story.ts';

/** Without one Firefox has no screen to share. */
const display = process.env.BEELINE_DISPLAY;

/** Fumi sits at Firefox, Alice at Chromium. */
const it = story
  .extend('both', { scope: 'file' }, ({ crowd }, { onCleanup }) =>
    Promise.all([launchInFirefox('Fumi', onCleanup, display), crowd.launch('Alice', { sharedTab: movingPageTitle })]),
  )
  .extend('fumi', { scope: 'file' }, ({ both: [fumi] }) => fumi)
  .extend('alice', { scope: 'file' }, ({ both: [, alice] }) => alice)
  .extend('fumiPage', { scope: 'file' }, ({ fumi }) => fumi.openTab());

describe.skipIf(!isThereFirefox)('Fumi in Firefox and Alice in Chromium (skipped where no Firefox can be had)', () => {
  it('are introduced', async ({ fumiPage, alice }) => {
    await openMovingPage(alice.browser);
    const alicePage = await alice.openPopup();
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
    await videoCall({ page: alicePage, name: 'Alice' }, { page: fumiPage, name: 'Fumi' });
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
    await videoCall({ page: fumiPage, name: 'Fumi' }, { page: alicePage, name: 'Alice' });
    await expectPictures([alicePage, fumiPage]);
    await acts.press(fumiPage, 'Hang up');
    await acts.waitForCallStatus(alicePage, 'Call ended');
  });

  it('watch in Firefox what Chromium shares, and point at it', async ({ fumiPage, alicePage }) => {
    await acts.openConversation(alicePage, 'Fumi');
    await acts.press(alicePage, 'Share screen');
    await find(fumiPage, 'alertdialog', 'Alice wants to show you their screen', { timeoutMs: 30_000 });
    await click(fumiPage, 'button', 'Watch');
    await acts.watchPicture(fumiPage, 'Remote screen', 3);
    await click(fumiPage, 'button', 'Point and draw');
    await moveTo(fumiPage, [0.3, 0.4]);
    await untilPointedAt(alicePage, [0.3, 0.4]);
    await acts.press(alicePage, 'Stop sharing');
    await acts.waitUntilPictureIsGone(fumiPage, 'Remote screen');
    await click(fumiPage, 'button', 'Dismiss');
  });

  it.skipIf(display === undefined)(
    'watch in Chromium what Firefox shares (skipped where no display can be had)',
    async ({ fumi, fumiPage, alicePage }) => {
      await acts.openConversation(fumiPage, 'Alice');
      await acts.press(fumiPage, 'Share screen');
      await fumi.browserWindow.pickScreen();
      await find(alicePage, 'alertdialog', 'Fumi wants to show you their screen', { timeoutMs: 30_000 });
      await click(alicePage, 'button', 'Watch');
      await acts.watchPicture(alicePage, 'Remote screen', 3);
      await acts.press(fumiPage, 'Stop sharing');
      await acts.waitUntilPictureIsGone(alicePage, 'Remote screen');
      await click(alicePage, 'button', 'Dismiss');
    },
  );

  it('are told that Fumi is not heard once she has closed the page of her call, until she unmutes in another', async ({
    fumi,
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
    // A page that is only loaded anew is there again by then.
    await pause(2_500);
    const another = await fumi.openTab();
    await acts.showCall(another, 'Alice');
    await pause(1_000);
    expect(await alicePage.$('.their-mute')).not.toBeNull();
    await acts.press(another, 'Unmute microphone');
    await alicePage.waitForSelector('.their-mute', { hidden: true });
    await expectVoices([alicePage]);
    await acts.press(another, 'Hang up');
    await acts.waitForCallStatus(alicePage, 'Call ended');
  });
});
