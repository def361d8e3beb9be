import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { click, find, isThere, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { openInputsIn, withdrawCamera } from '../../scripts/lib/browser/input-devices.mjs';
import { tracksSentFrom } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { acts, createCrowd, createStory, introduce } from './support/people.ts';

const crowd = createCrowd();
let alice: Person;
let bob: Person;
let alicePage: Page;
let bobPage: Page;

beforeAll(async () => {
  [alice, bob] = await Promise.all([crowd.launch('Alice'), crowd.launch('Bob', { cameras: 3 })]);
  ({ inviterPage: alicePage, invitedPage: bobPage } = await introduce(alice, bob));
});
beforeEach(crowd.watchForFailure);
beforeEach(createStory());
afterAll(() => crowd.closeAll());

async function ring(): Promise<void> {
  await acts.waitUntilOnline(alicePage, 'Bob');
  await acts.openConversation(alicePage, 'Bob');
  await acts.call(alicePage, 'Video call');
  await find(bobPage, 'alertdialog', 'Incoming call from Alice');
}

async function showCamera(): Promise<void> {
  await click(bobPage, 'button', 'Show my camera');
  await acts.watchPicture(bobPage, 'Camera preview', 3);
}

async function untilOpenAtBob(count: number): Promise<void> {
  const engine = await bob.offscreen();
  await until(`${count} open devices`, async () => (await openInputsIn(engine)).length === count);
}

/** The track that a look before the answer shows. */
async function previewedTrack(): Promise<unknown> {
  return await (await bob.offscreen()).evaluate('beelineMediaShelf.preview?.getVideoTracks()[0]?.id');
}

async function sentTrack(): Promise<string | undefined> {
  return (await tracksSentFrom(await bob.offscreen())).find(({ kind }) => kind === 'video')?.id;
}

async function hangUp(): Promise<void> {
  await acts.press(alicePage, 'Hang up');
  await until('the ring or call to end', async () => !(await isThere(bobPage, 'button', 'Hang up')));
  await untilOpenAtBob(0);
}

describe('a look at oneself before the answer', { timeout: 60_000 }, () => {
  it('opens nothing by the ring, and after the click only for the one who looks', async () => {
    await ring();
    const engine = await bob.offscreen();
    await find(bobPage, 'button', 'Show my camera');
    expect(await openInputsIn(engine)).toEqual([]);
    await showCamera();
    expect(await openInputsIn(engine)).toHaveLength(1);
    expect(await tracksSentFrom(engine)).toEqual([]);
    const flip = await bobPage.$eval('[aria-label="Camera preview"]', (video) => getComputedStyle(video).transform);
    expect(flip).toBe('matrix(-1, 0, 0, 1, 0, 0)');
  });

  it('ends when it is hidden, and when the popup closes while it still rings', async () => {
    await click(bobPage, 'button', 'Hide my camera');
    await untilOpenAtBob(0);
    await showCamera();
    await bob.closePopup();
    await untilOpenAtBob(0);
    bobPage = await bob.openPopup();
    await find(bobPage, 'button', 'Show my camera');
  });

  it('ends when the caller gives up', async () => {
    await showCamera();
    await hangUp();
  });

  it('ends when the call is declined', async () => {
    await ring();
    await showCamera();
    await click(bobPage, 'button', 'Decline');
    await acts.waitForCallStatus(alicePage, 'Call declined');
    await untilOpenAtBob(0);
  });

  it('goes over to the call as it is, with the camera chosen in it', async () => {
    await ring();
    await showCamera();
    const first = await previewedTrack();
    const choice = await find(bobPage, 'combobox', 'Camera');
    const wanted = await choice.$$eval('option', (options) => options.at(-1)?.value);
    await choice.select(wanted ?? 'no such option');
    await until('the other camera', async () => ![undefined, null, first].includes((await previewedTrack()) as string));
    const shown = await previewedTrack();
    await click(bobPage, 'button', 'Answer with video');
    await Promise.all([alicePage, bobPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
    await acts.watchPicture(alicePage, 'Remote video', 3);
    expect(await sentTrack()).toBe(shown);
    expect(await openInputsIn(await bob.offscreen())).toHaveLength(2);
    await hangUp();
  });

  it('ends with an answer by voice, which opens the microphone only', async () => {
    await ring();
    await showCamera();
    await click(bobPage, 'button', 'Answer');
    await Promise.all([alicePage, bobPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
    await untilOpenAtBob(1);
    expect(await sentTrack()).toBeUndefined();
    await hangUp();
  });

  it.each([
    ['denied', /Beeline may not use your camera/],
    ['prompt', /If you answer with video, the browser asks for your camera then/],
  ] as const)('says in words that the camera is %s, and tries nothing', async (setting, words) => {
    const giveBack = await withdrawCamera(bob, setting);
    await ring();
    await click(bobPage, 'button', 'Show my camera');
    await waitForText(bobPage, 'status', words);
    expect(await openInputsIn(await bob.offscreen())).toEqual([]);
    await hangUp();
    await giveBack();
  });
});
