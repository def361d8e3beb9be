import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { find, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { agreementsIn, tracksSentFrom } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import {
  colourOf,
  distanceOf,
  movingPageTitle,
  openMovingPage,
  whileCovered,
} from '../../scripts/lib/browser/shared-picture.mjs';
import { expectSameAgreements } from './support/agreements.ts';
import { acts, introduce } from './support/people.ts';
import { story } from './support/story.ts';

const it = story.override('alicesBrowser', { sharedTab: movingPageTitle });
/** The tab that the picker chooses, and the one that it chooses instead once their titles are exchanged. */
let tabs: readonly [chosen: Page, other: Page];
const retitle = (page: Page, title: string): Promise<void> =>
  page.evaluate((wanted) => {
    document.title = wanted;
  }, title);

it.beforeAll(async ({ alice, bob }) => {
  const other = await openMovingPage(alice.browser);
  await retitle(other, 'Another page');
  tabs = [await openMovingPage(alice.browser), other];
  const { inviterPage, invitedPage } = await introduce(alice, bob);
  await acts.openConversation(inviterPage, 'Bob');
  await acts.call(inviterPage, 'Voice call');
  await acts.answer(invitedPage, 'Alice', 'Answer');
  await Promise.all([inviterPage, invitedPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
});

/** More than the noise of coding one even colour again and again. */
const otherColour = 24;
const blankColour = [22, 21, 18];

const sharedColour = (page: Page): Promise<number[]> => colourOf(page, 'Remote screen');

async function expectMoving(bobPage: Page): Promise<void> {
  const before = await sharedColour(bobPage);
  await until('the shared picture to move', async () => distanceOf(before, await sharedColour(bobPage)) > otherColour);
}

/** What stands is repeated once a second, in which the page itself goes through many colours. */
async function changeOverSomeFrames(bobPage: Page): Promise<number> {
  const before = await sharedColour(bobPage);
  await acts.watchPicture(bobPage, 'Remote screen', 3);
  return distanceOf(before, await sharedColour(bobPage));
}

async function expectStanding(bobPage: Page): Promise<void> {
  // Pictures of before the click may still be on their way.
  await until('the picture to stand', async () => (await changeOverSomeFrames(bobPage)) < otherColour);
  expect(await changeOverSomeFrames(bobPage)).toBeLessThan(otherColour);
}

async function sharedPicture(alice: Person) {
  const sent = await tracksSentFrom(await alice.offscreen());
  return sent.find(({ kind }) => kind === 'video');
}

describe('sharing', { timeout: 60_000 }, () => {
  it('shows the tab that was picked, as it is painted', async ({ alice, alicePage, bobPage }) => {
    await acts.press(alicePage, 'Share screen');
    await acts.watchPicture(bobPage, 'Remote screen', 5);
    for (const colour of [
      [20, 90, 200],
      [200, 90, 20],
    ]) {
      await whileCovered(alice.browser, colour, async () => {
        await until('that colour', async () => distanceOf(colour, await sharedColour(bobPage)) < otherColour);
      });
    }
    await acts.press(alicePage, 'Stop sharing');
    await acts.waitUntilPictureIsGone(bobPage, 'Remote screen');
  });

  it('goes both ways at once', async ({ alicePage, bobPage }) => {
    await acts.press(alicePage, 'Share screen');
    await acts.watchPicture(bobPage, 'Remote screen', 5);
    await expectMoving(bobPage);
    await acts.press(bobPage, 'Share screen');
    await acts.watchPicture(alicePage, 'Remote screen', 1);
    await expectMoving(bobPage);
    await acts.press(bobPage, 'Stop sharing');
    await acts.waitUntilPictureIsGone(alicePage, 'Remote screen');
    await expectMoving(bobPage);
  });

  it('goes on with something else without negotiating anew', async ({ alice, alicePage, bobPage }) => {
    const [agreed, before] = [await agreementsIn(await alice.offscreen()), await sharedPicture(alice)];
    await retitle(tabs[0], 'No longer chosen');
    await retitle(tabs[1], movingPageTitle);
    await acts.press(alicePage, 'Share something else');
    await until(
      'another source',
      async () => (await sharedPicture(alice))?.id !== before?.id && (await sharedPicture(alice)),
    );
    await expectMoving(bobPage);
    await expectSameAgreements(await alice.offscreen(), agreed);
  });

  it('stands still when it is frozen, and goes on', async ({ alicePage, bobPage }) => {
    await acts.press(alicePage, 'Freeze picture');
    await waitForText(bobPage, 'status', /Alice has frozen the picture/);
    await expectStanding(bobPage);
    expect(distanceOf(await sharedColour(bobPage), blankColour)).toBeGreaterThan(otherColour);
    await acts.press(alicePage, 'Continue sharing');
    await expectMoving(bobPage);
  });

  it('shows nothing of the page while it is hidden, and goes on', async ({ alicePage, bobPage }) => {
    await acts.press(alicePage, 'Hide picture');
    await waitForText(bobPage, 'status', /Alice has hidden the picture/);
    await until('the even colour', async () => distanceOf(await sharedColour(bobPage), blankColour) < otherColour);
    await expectStanding(bobPage);
    await acts.press(alicePage, 'Show picture');
    await expectMoving(bobPage);
  });

  it('gives up frames for sharp text, or sharpness for motion, as chosen', async ({ alice, alicePage }) => {
    const choice = await find(alicePage, 'combobox', 'Optimize for');
    expect(await sharedPicture(alice)).toMatchObject({ contentHint: 'detail', preference: 'maintain-resolution' });
    await choice.select('motion');
    await until('the other mode', async () => (await sharedPicture(alice))?.preference === 'maintain-framerate');
    expect(await sharedPicture(alice)).toMatchObject({ contentHint: 'motion' });
    await choice.select('text');
    await until('the first mode', async () => (await sharedPicture(alice))?.contentHint === 'detail');
  });

  it('has sound of its own that is made softer apart from the voice', async ({ bobPage }) => {
    await acts.press(bobPage, 'Volume');
    const slider = await find(bobPage, 'slider', 'Shared audio volume');
    await slider.press('Home');
    await until(
      'silence',
      async () => (await slider.evaluate((element) => 'value' in element && element.value)) === '0',
    );
    const voice = await find(bobPage, 'slider', 'Voice volume');
    expect(await voice.evaluate((element) => 'value' in element && element.value)).toBe('100');
  });
});
