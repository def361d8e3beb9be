import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { find, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { descriptionsIn, tracksSentFrom } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { colourOf, distanceOf, movingPageTitle, openMovingPage } from '../../scripts/lib/browser/shared-picture.mjs';
import { acts, createCrowd, createStory, introduce } from './support/people.ts';

const crowd = createCrowd();
let alice: Person;
let alicePage: Page;
let bobPage: Page;

beforeAll(async () => {
  const [first, bob] = await Promise.all([crowd.launch('Alice', { sharedTab: movingPageTitle }), crowd.launch('Bob')]);
  alice = first;
  await openMovingPage(alice.browser);
  ({ inviterPage: alicePage, invitedPage: bobPage } = await introduce(alice, bob));
  await acts.openConversation(alicePage, 'Bob');
  await acts.call(alicePage, 'Voice call');
  await acts.answer(bobPage, 'Alice', 'Answer');
  await Promise.all([alicePage, bobPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
});
beforeEach(crowd.watchForFailure);
beforeEach(createStory());
afterAll(() => crowd.closeAll());

/** More than the noise of coding one even colour again and again. */
const otherColour = 24;
const blankColour = [22, 21, 18];

const seenByBob = (): Promise<number[]> => colourOf(bobPage, 'Remote screen');

async function expectMoving(): Promise<void> {
  const before = await seenByBob();
  await until('the shared picture to move', async () => distanceOf(before, await seenByBob()) > otherColour);
}

/** What stands is repeated once a second, in which the page itself goes through many colours. */
async function changeOverSomeFrames(): Promise<number> {
  const before = await seenByBob();
  await acts.watchPicture(bobPage, 'Remote screen', 3);
  return distanceOf(before, await seenByBob());
}

async function expectStanding(): Promise<void> {
  // Pictures of before the click may still be on their way.
  await until('the picture to stand', async () => (await changeOverSomeFrames()) < otherColour);
  expect(await changeOverSomeFrames()).toBeLessThan(otherColour);
}

async function sharedPicture() {
  const sent = await tracksSentFrom(await alice.offscreen());
  return sent.find(({ kind }) => kind === 'video');
}

async function shownToBob(words: RegExp): Promise<void> {
  await waitForText(bobPage, 'status', words);
}

describe('sharing', { timeout: 60_000 }, () => {
  it('goes both ways at once', async () => {
    await acts.press(alicePage, 'Share screen');
    await acts.watchPicture(bobPage, 'Remote screen', 5);
    await expectMoving();
    await acts.press(bobPage, 'Share screen');
    await acts.watchPicture(alicePage, 'Remote screen', 1);
    await expectMoving();
    await acts.press(bobPage, 'Stop sharing');
    await acts.waitUntilPictureIsGone(alicePage, 'Remote screen');
    await expectMoving();
  });

  it('goes on with something else without negotiating anew', async () => {
    const [agreed, before] = [await descriptionsIn(await alice.offscreen()), await sharedPicture()];
    await acts.press(alicePage, 'Share something else');
    await until('another source', async () => (await sharedPicture())?.id !== before?.id && (await sharedPicture()));
    await expectMoving();
    expect(await descriptionsIn(await alice.offscreen())).toEqual(agreed);
  });

  it('stands still when it is frozen, and goes on', async () => {
    await acts.press(alicePage, 'Freeze picture');
    await shownToBob(/Alice has frozen the picture/);
    await expectStanding();
    expect(distanceOf(await seenByBob(), blankColour)).toBeGreaterThan(otherColour);
    await acts.press(alicePage, 'Continue sharing');
    await expectMoving();
  });

  it('shows nothing of the page while it is hidden, and goes on', async () => {
    await acts.press(alicePage, 'Hide picture');
    await shownToBob(/Alice has hidden the picture/);
    await until('the even colour', async () => distanceOf(await seenByBob(), blankColour) < otherColour);
    await expectStanding();
    await acts.press(alicePage, 'Show picture');
    await expectMoving();
  });

  it('gives up frames for sharp text, or sharpness for motion, as chosen', async () => {
    const choice = await find(alicePage, 'combobox', 'Picture of the share');
    expect(await sharedPicture()).toMatchObject({ contentHint: 'detail', preference: 'maintain-resolution' });
    await choice.select('motion');
    await until('the other mode', async () => (await sharedPicture())?.preference === 'maintain-framerate');
    expect(await sharedPicture()).toMatchObject({ contentHint: 'motion' });
    await choice.select('text');
    await until('the first mode', async () => (await sharedPicture())?.contentHint === 'detail');
  });

  it('has sound of its own that is made softer apart from the voice', async () => {
    await acts.press(bobPage, 'Volume');
    const slider = await find(bobPage, 'slider', 'Volume of the shared sound');
    await slider.press('Home');
    await until(
      'silence',
      async () => (await slider.evaluate((element) => 'value' in element && element.value)) === '0',
    );
    const voice = await find(bobPage, 'slider', 'Voice volume');
    expect(await voice.evaluate((element) => 'value' in element && element.value)).toBe('100');
  });
});
