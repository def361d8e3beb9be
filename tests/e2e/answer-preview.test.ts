import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { click, find, isThere, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { openInputsIn, withdrawCamera } from '../../scripts/lib/browser/input-devices.mjs';
import { tracksSentFrom } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { acts, introduce } from './support/people.ts';
import type { Pages } from './support/story.ts';
import { story } from './support/story.ts';

const it = story.override('bobsBrowser', { cameras: 3 });
it.beforeAll(({ alice, bob }) => introduce(alice, bob));

async function ring({ alicePage, bobPage }: Pages): Promise<void> {
  await acts.waitUntilOnline(alicePage, 'Bob');
  await acts.openConversation(alicePage, 'Bob');
  await acts.call(alicePage, 'Video call');
  await find(bobPage, 'alertdialog', 'Incoming call from Alice');
}

async function showCamera(bobPage: Page): Promise<void> {
  await click(bobPage, 'button', 'Show my camera');
  await acts.watchPicture(bobPage, 'Camera preview', 3);
}

async function untilOpenAtBob(bob: Person, count: number): Promise<void> {
  const engine = await bob.offscreen();
  await until(`${count} open devices`, async () => (await openInputsIn(engine)).length === count);
}

/** The track that a look before the answer shows. */
async function previewedTrack(bob: Person): Promise<unknown> {
  return await (await bob.offscreen()).evaluate("beelineStreams['self:preview']?.getVideoTracks()[0]?.id");
}

async function sentTrack(bob: Person): Promise<string | undefined> {
  return (await tracksSentFrom(await bob.offscreen())).find(({ kind }) => kind === 'video')?.id;
}

async function hangUp(bob: Person, { alicePage, bobPage }: Pages): Promise<void> {
  await acts.press(alicePage, 'Hang up');
  await until('the ring or call to end', async () => !(await isThere(bobPage, 'button', 'Hang up')));
  await untilOpenAtBob(bob, 0);
}

describe('a look at oneself before the answer', { timeout: 60_000 }, () => {
  it('opens nothing by the ring, and after the click only for the one who looks', async ({
    bob,
    alicePage,
    bobPage,
  }) => {
    await ring({ alicePage, bobPage });
    const engine = await bob.offscreen();
    await find(bobPage, 'button', 'Show my camera');
    expect(await openInputsIn(engine)).toEqual([]);
    await showCamera(bobPage);
    expect(await openInputsIn(engine)).toHaveLength(1);
    expect(await tracksSentFrom(engine)).toEqual([]);
    const flip = await bobPage.$eval('[aria-label="Camera preview"]', (video) => getComputedStyle(video).transform);
    expect(flip).toBe('matrix(-1, 0, 0, 1, 0, 0)');
  });

  it('ends when it is hidden, and when the popup closes while it still rings', async ({ bob, bobPage }) => {
    await click(bobPage, 'button', 'Hide my camera');
    await untilOpenAtBob(bob, 0);
    await showCamera(bobPage);
    await bob.closePopup();
    await untilOpenAtBob(bob, 0);
    await find(await bob.openPopup(), 'button', 'Show my camera');
  });

  it('ends when the caller gives up', async ({ bob, alicePage, bobPage }) => {
    await showCamera(bobPage);
    await hangUp(bob, { alicePage, bobPage });
  });

  it('ends when the call is declined', async ({ bob, alicePage, bobPage }) => {
    await ring({ alicePage, bobPage });
    await showCamera(bobPage);
    await click(bobPage, 'button', 'Decline');
    await acts.waitForCallStatus(alicePage, 'Call declined');
    await untilOpenAtBob(bob, 0);
  });

  it('goes over to the call as it is, with the camera chosen in it', async ({ bob, alicePage, bobPage }) => {
    await ring({ alicePage, bobPage });
    await showCamera(bobPage);
    const first = await previewedTrack(bob);
    const choice = await find(bobPage, 'combobox', 'Camera');
    const wanted = await choice.$$eval('option', (options) => options.at(-1)?.value);
    await choice.select(wanted ?? 'no such option');
    await until(
      'the other camera',
      async () => ![undefined, null, first].includes((await previewedTrack(bob)) as string),
    );
    const shown = await previewedTrack(bob);
    await click(bobPage, 'button', 'Answer with video');
    await Promise.all([alicePage, bobPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
    await acts.watchPicture(alicePage, 'Remote video', 3);
    expect(await sentTrack(bob)).toBe(shown);
    expect(await openInputsIn(await bob.offscreen())).toHaveLength(2);
    await hangUp(bob, { alicePage, bobPage });
  });

  it('ends with an answer by voice, which opens the microphone only', async ({ bob, alicePage, bobPage }) => {
    await ring({ alicePage, bobPage });
    await showCamera(bobPage);
    await click(bobPage, 'button', 'Answer');
    await Promise.all([alicePage, bobPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
    await untilOpenAtBob(bob, 1);
    expect(await sentTrack(bob)).toBeUndefined();
    await hangUp(bob, { alicePage, bobPage });
  });

  it.for([
    ['denied', /Beeline isn’t allowed to use your camera/],
    ['prompt', /If you answer with video, your browser will ask to use your camera/],
  ] as const)(
    'says in words that the camera is %s, and tries nothing',
    async ([setting, words], { bob, alicePage, bobPage }) => {
      const giveBack = await withdrawCamera(bob, setting);
      await ring({ alicePage, bobPage });
      await click(bobPage, 'button', 'Show my camera');
      await waitForText(bobPage, 'status', words);
      expect(await openInputsIn(await bob.offscreen())).toEqual([]);
      await hangUp(bob, { alicePage, bobPage });
      await giveBack();
    },
  );
});
