import { resolve } from 'node:path';
import { describe, expect } from 'vitest';
import { until } from '../../scripts/lib/browser/find.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import type { Desktop, WindowPlace } from './support/desktop.ts';
import { openDesktop } from './support/desktop.ts';
import { acts, introduce, videoCall } from './support/people.ts';
import { story } from './support/story.ts';

const display = process.env.BEELINE_DISPLAY ?? '';
const picture = resolve('demo-output/floating-window.png');
const windowTitle = 'Picture in picture';

const it = story
  .override('alicesBrowser', { headless: false, display, window: { x: 0, y: 0, width: 900, height: 760 } })
  .extend('desktop', { scope: 'file' }, () => openDesktop(display));

/** Asked past Puppeteer's `evaluate`, which would hand the page a user gesture with the question. */
async function askEngine(person: Person, expression: string): Promise<unknown> {
  const session = await (await person.offscreen()).createCDPSession();
  const { result } = await session.send('Runtime.evaluate', { expression, returnByValue: true, userGesture: false });
  await session.detach();
  return result.value;
}

async function isFloating(person: Person): Promise<boolean> {
  return (await askEngine(person, 'document.pictureInPictureElement !== null')) === true;
}

/** Whether the window shows that picture of the call. */
async function shows(alice: Person, source: 'camera' | 'screen'): Promise<boolean> {
  const trackOf = (stream: string): string => `${stream}?.getVideoTracks()[0]?.id`;
  const theirs = `Object.entries(beelineStreams).find(([key]) => /^[0-9A-Z]+:${source}$/.test(key))?.[1]`;
  const expression = `${trackOf('document.pictureInPictureElement.srcObject')} === ${trackOf(theirs)}`;
  return (await askEngine(alice, expression)) === true;
}

async function framesShown(alice: Person): Promise<number> {
  return Number(await askEngine(alice, 'document.pictureInPictureElement.getVideoPlaybackQuality().totalVideoFrames'));
}

async function findWindow(desktop: Desktop): Promise<WindowPlace> {
  return await until('the window', () => desktop.findWindow(windowTitle));
}

/** The browser shows its buttons once the mouse has come in: the red one is brighter than any camera picture there. */
async function hover(desktop: Desktop, { x, y, width, height }: WindowPlace): Promise<void> {
  const middle = x + width / 2;
  await until('the buttons of the window', async () => {
    await desktop.moveTo(middle - 30, y + height / 4);
    await desktop.moveTo(middle, y + height / 4);
    const [red = 0] = await desktop.colourAt(middle, y + height / 2 - 16);
    return red > 200;
  });
}

/** How far right of the middle each button is, in CSS pixels: the browser puts camera, hang-up and microphone in a row. */
const hangUpButton = 0;
const microphoneButton = 54;

async function clickInWindow(desktop: Desktop, rightOfMiddle: number): Promise<void> {
  const place = await findWindow(desktop);
  await hover(desktop, place);
  await desktop.moveTo(place.x + place.width / 2 + rightOfMiddle, place.y + place.height / 2);
  await desktop.click();
}

async function pressShortcut(alice: Person, name: string): Promise<void> {
  await alice.inWorker((command) => {
    // What the browser itself calls when the keys are pressed; the types leave it out.
    (chrome.commands.onCommand as unknown as { dispatch(command: string): void }).dispatch(command);
  }, name);
}

describe.skipIf(display === '')('the floating call window, in a window that can be seen', () => {
  it('opens by one click in the popup', async ({ alice, bob, desktop }) => {
    const { inviterPage, invitedPage } = await introduce(alice, bob);
    await videoCall({ page: inviterPage, name: 'Alice' }, { page: invitedPage, name: 'Bob' });
    expect(await isFloating(alice)).toBe(false);
    await acts.press(inviterPage, 'Picture in picture');
    await findWindow(desktop);
    expect(await isFloating(alice)).toBe(true);
  });

  it('is still there, with a moving picture, after the popup has closed', async ({ alice, desktop }) => {
    await alice.closePopup();
    const place = await findWindow(desktop);
    await hover(desktop, place);
    await desktop.screenshot(picture);
    const before = await framesShown(alice);
    await until('more frames', async () => (await framesShown(alice)) > before + 5);
    expect(await isFloating(alice)).toBe(true);
  });

  it('shows their screen before their face, and stays when there is nothing to see', async ({ alice, bob }) => {
    const bobPage = await bob.openPopup();
    expect(await shows(alice, 'camera')).toBe(true);
    await acts.press(bobPage, 'Share screen');
    await until('the screen', () => shows(alice, 'screen'));
    await acts.press(bobPage, 'Stop sharing');
    await until('the face', () => shows(alice, 'camera'));
    await acts.press(bobPage, 'Turn camera off');
    await until('the poster', async () => !(await shows(alice, 'camera')));
    expect(await isFloating(alice)).toBe(true);
  });

  it('mutes by a click of the mouse on its own button', async ({ bob, desktop }) => {
    await clickInWindow(desktop, microphoneButton);
    const bobPage = await bob.openPopup();
    await bobPage.waitForSelector('.their-mute');
    await clickInWindow(desktop, microphoneButton);
    await bobPage.waitForSelector('.their-mute', { hidden: true });
  });

  it('keeps its buttons through a share of one’s own, which a key ends with every surface closed', async ({
    alice,
    bob,
    desktop,
  }) => {
    const alicePage = await alice.openPopup();
    const bobPage = await bob.openPopup();
    await acts.press(alicePage, 'Share screen');
    await acts.watchPicture(bobPage, 'Remote screen', 2);
    await alice.closePopup();
    await clickInWindow(desktop, microphoneButton);
    await bobPage.waitForSelector('.their-mute');
    await clickInWindow(desktop, microphoneButton);
    await bobPage.waitForSelector('.their-mute', { hidden: true });
    await acts.watchPicture(bobPage, 'Remote screen', 2);
    await pressShortcut(alice, 'share-screen');
    await acts.waitUntilPictureIsGone(bobPage, 'Remote screen');
    expect(await isFloating(alice)).toBe(true);
    await acts.waitForCallStatus(bobPage, 'Connected');
  });

  it('ends the call by a click of the mouse on its own button, and leaves', async ({ alice, bob, desktop }) => {
    await clickInWindow(desktop, hangUpButton);
    await acts.waitForCallStatus(await bob.openPopup(), 'Call ended');
    await until('the window to leave', async () => (await desktop.findWindow(windowTitle)) === undefined);
    expect(await isFloating(alice)).toBe(false);
  });
});
