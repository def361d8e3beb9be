import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { click, find, isThere, until } from '../../scripts/lib/browser/find.mjs';
import { acts, introduce, videoCall } from './support/people.ts';
import { story as it } from './support/story.ts';

/** Alice's, once they have been opened. */
let panel: Page;
let smallWindow: Page;

/** The frame of the app that the click opens. */
async function openBy(page: Page, button: string, surface: string): Promise<Page> {
  const opened = page.browser().waitForTarget((target) => target.url().includes(`surface=${surface}`), {
    timeout: 15_000,
  });
  await click(page, 'button', button);
  return await (await opened).asPage();
}

describe('the app in several frames at once', () => {
  it('goes from the popup to the side panel by one click, and on to a window', async ({ alice, bob }) => {
    const { inviterPage } = await introduce(alice, bob);
    panel = await openBy(inviterPage, 'Open in side panel', 'panel');
    await until('the popup to leave', () => !alice.isPopupOpen());
    await find(panel, 'list', 'Contacts');
    smallWindow = await openBy(panel, 'Open in window', 'window');
    await find(smallWindow, 'list', 'Contacts');
  });

  it('offers no way to where one is already', async () => {
    expect(await isThere(panel, 'button', 'Open in side panel')).toBe(false);
    expect(await isThere(smallWindow, 'button', 'Open in window')).toBe(false);
  });

  it('opens no second window', async ({ alice }) => {
    const windowsOpen = () =>
      alice.browser.targets().filter((target) => target.url().includes('surface=window')).length;
    await click(panel, 'button', 'Open in window');
    await alice.inWorker(() => chrome.windows.getAll());
    expect(windowsOpen()).toBe(1);
  });

  it('shows a message written in one frame in the other', async () => {
    await acts.openConversation(panel, 'Bob');
    await acts.openConversation(smallWindow, 'Bob');
    await acts.write(panel, 'From the side panel');
    await acts.waitForMessage(smallWindow, 'From the side panel', 'delivered');
  });

  it('shows one call in both, ended by either', async ({ bobPage }) => {
    await videoCall({ page: panel, name: 'Alice' }, { page: bobPage, name: 'Bob' });
    await acts.watchPicture(panel, 'Remote video');
    await acts.watchPicture(smallWindow, 'Remote video');
    await acts.press(smallWindow, 'Mute microphone');
    await find(panel, 'button', 'Unmute microphone');
    await acts.press(smallWindow, 'Hang up');
    await acts.waitForCallStatus(panel, 'Call ended');
  });
});
