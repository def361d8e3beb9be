import { describe, expect } from 'vitest';
import { click, find, isThere, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { colourOf, distanceOf, movingPageTitle, openMovingPage } from '../../scripts/lib/browser/shared-picture.mjs';
import { aLength, expectNewNote, notesIn } from './support/call-notes.ts';
import { acts, introduce } from './support/people.ts';
import type { Pages } from './support/story.ts';
import { story } from './support/story.ts';

const it = story.override({
  alicesBrowser: { sharedTab: movingPageTitle },
  // Whatever asks for a device of his opens the permission page.
  bobsBrowser: { fakeMedia: false },
});
it.beforeAll(async ({ alice, bob }) => {
  await openMovingPage(alice.browser);
  const { inviterPage, invitedPage } = await introduce(alice, bob);
  await acts.openConversation(inviterPage, 'Bob');
  await acts.openConversation(invitedPage, 'Alice');
  for (const person of [alice, bob]) await countDevices(person);
});

declare global {
  interface Window {
    devicesAskedFor: number;
  }
}

async function countDevices(person: Person): Promise<void> {
  const page = await person.offscreen();
  await page.evaluate(() => {
    const devices = navigator.mediaDevices;
    const open = devices.getUserMedia.bind(devices);
    window.devicesAskedFor = 0;
    devices.getUserMedia = (wanted) => {
      window.devicesAskedFor += 1;
      return open(wanted);
    };
  });
}

async function expectNoDevices(...people: readonly Person[]): Promise<void> {
  for (const person of people) {
    const page = await person.offscreen();
    expect(await page.evaluate(() => window.devicesAskedFor)).toBe(0);
    expect(person.browser.targets().filter((target) => target.url().includes('/permission/'))).toEqual([]);
  }
}

/** The next picker is closed without a choice. */
async function closeNextPicker(alice: Person): Promise<void> {
  const page = await alice.offscreen();
  await page.evaluate(() => {
    const devices = navigator.mediaDevices;
    const pick = devices.getDisplayMedia.bind(devices);
    devices.getDisplayMedia = () => {
      devices.getDisplayMedia = pick;
      return Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
    };
  });
}

async function offer({ alicePage, bobPage }: Pages): Promise<void> {
  await acts.press(alicePage, 'Share screen');
  await find(bobPage, 'alertdialog', 'Alice wants to show you their screen', { timeoutMs: 30_000 });
}

describe('a screen without a call', { timeout: 60_000 }, () => {
  it('is nothing when the picker is closed', async ({ alice, alicePage, bobPage }) => {
    await closeNextPicker(alice);
    await acts.press(alicePage, 'Share screen');
    // A message takes the same way, so that a question before it would be there by now.
    await acts.write(alicePage, 'not yet');
    await acts.waitForMessage(bobPage, 'not yet');
    expect(await isThere(bobPage, 'alertdialog', 'Alice wants to show you their screen')).toBe(false);
    expect(await isThere(alicePage, 'log', 'Messages')).toBe(true);
    expect(await Promise.all([alicePage, bobPage].map(notesIn))).toEqual([[], []]);
  });

  it('is declined like a call, and told as what it was', async ({ alicePage, bobPage }) => {
    await offer({ alicePage, bobPage });
    await click(bobPage, 'button', 'Decline');
    await waitForText(alicePage, 'status', /They declined/);
    await click(alicePage, 'button', 'Dismiss');
    await expectNewNote(alicePage, 0, /Screen share.*They declined/);
    await expectNewNote(bobPage, 0, /Screen share.*You declined/);
  });

  it('is seen moving by whoever watches, while nobody is heard or seen', async ({ alice, bob, alicePage, bobPage }) => {
    await offer({ alicePage, bobPage });
    await click(bobPage, 'button', 'Watch');
    await find(bobPage, 'region', 'Screen share with Alice');
    await acts.watchPicture(bobPage, 'Remote screen', 5);
    const before = await colourOf(bobPage, 'Remote screen');
    await until('the picture to move', async () => distanceOf(before, await colourOf(bobPage, 'Remote screen')) > 24);
    await waitForText(alicePage, 'status', /Sharing your screen/);
    await waitForText(bobPage, 'status', /Watching their screen/);
    await expectNoDevices(alice, bob);
  });

  it('is over for both when it is stopped', async ({ alice, bob, alicePage, bobPage }) => {
    await acts.press(alicePage, 'Stop sharing');
    await Promise.all([
      waitForText(alicePage, 'status', /Screen share ended/),
      waitForText(bobPage, 'status', /They stopped sharing/),
    ]);
    await click(bobPage, 'button', 'Dismiss');
    await expectNewNote(bobPage, 1, new RegExp(`Screen share.*${aLength.source}`));
    await find(alicePage, 'log', 'Messages');
    await expectNewNote(alicePage, 1, new RegExp(`Screen share.*${aLength.source}`));
    await expectNoDevices(alice, bob);
  });

  it('goes on as a call when somebody speaks by the time it is stopped', async ({ alicePage, bobPage }) => {
    await offer({ alicePage, bobPage });
    await click(bobPage, 'button', 'Watch');
    await acts.watchPicture(bobPage, 'Remote screen', 1);
    await acts.press(alicePage, 'Unmute microphone');
    await find(alicePage, 'button', 'Mute microphone');
    await acts.press(alicePage, 'Stop sharing');
    await Promise.all([
      find(alicePage, 'region', 'Call with Bob'),
      find(bobPage, 'region', 'Call with Alice'),
      acts.waitUntilPictureIsGone(bobPage, 'Remote screen'),
    ]);
    await acts.press(bobPage, 'Hang up');
    await find(bobPage, 'log', 'Messages');
    await expectNewNote(bobPage, 2, new RegExp(`Voice call.*${aLength.source}`));
  });
});
