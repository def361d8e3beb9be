import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { killBrowser } from '../../scripts/lib/browser/close-browser.mjs';
import { readSnapshot } from '../../scripts/lib/browser/engine-requests.mjs';
import { click, findMatching, isThere, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { openInputsIn } from '../../scripts/lib/browser/input-devices.mjs';
import { tracksSentFrom } from '../../scripts/lib/browser/peer-connections.mjs';
import { aLength, expectNewNote, notesIn } from './support/call-notes.ts';
import { acts, introduce, videoCall } from './support/people.ts';
import { story as it } from './support/story.ts';

/** Silence is noticed after 3 s, and the call waits 75 s for the other browser. */
const lostWithinMs = 85_000;
const patience = { timeoutMs: 100_000 };

it.beforeAll(({ alice, bob }) => introduce(alice, bob));

async function connected(...pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => acts.waitForCallStatus(page, 'Connected')));
}

async function hangUpForBoth(page: Page, other: Page): Promise<void> {
  await until('a second of talk', async () => !(await page.$eval('.call-timer', (t) => t.textContent === '0:00')));
  await acts.press(page, 'Hang up');
  await Promise.all([page, other].map((each) => acts.waitForCallStatus(each, 'Call ended')));
}

async function lastNoteOf(page: Page, name: string): Promise<string | undefined> {
  await acts.openConversation(page, name);
  return (await notesIn(page)).at(-1);
}

describe('a browser that goes', { timeout: 150_000 }, () => {
  it('while nobody calls: the caller hears after a while that it is closed', async ({ alice, bob, alicePage }) => {
    await bob.close();
    await acts.goHome(alicePage);
    await findMatching(alicePage, 'button', { name: /^Bob.*away/ }, patience);
    await acts.openConversation(alicePage, 'Bob');
    await acts.call(alicePage, 'Video call');
    await acts.waitForCallStatus(alicePage, 'Calling');
    await waitForText(alicePage, 'status', /Couldn’t reach them: their browser seems to be closed/, patience);
    expect(await isThere(alicePage, 'button', 'Try again')).toBe(true);
    expect(await openInputsIn(await alice.offscreen())).toEqual([]);
    expect(await lastNoteOf(alicePage, 'Bob')).toMatch(/Video call.*Couldn’t reach them/);
  });

  it('comes back to a missed call, and calls back with one click', async ({ bob, alicePage }) => {
    await bob.comeBack();
    const bobPage = await bob.openPopup();
    await acts.openConversation(bobPage, 'Alice');
    await expectNewNote(bobPage, 0, /Video call.*Missed call/);
    await until('the way to call', async () => (await bobPage.$('.call-note-back:enabled')) !== null, patience);
    await click(bobPage, 'button', 'Call back');
    await acts.answer(alicePage, 'Bob', 'Answer with video');
    await connected(alicePage, bobPage);
    await Promise.all([alicePage, bobPage].map((page) => acts.watchPicture(page, 'Remote video', 2)));
    await hangUpForBoth(alicePage, bobPage);
    expect(await lastNoteOf(alicePage, 'Bob')).toMatch(aLength);
    expect(await lastNoteOf(bobPage, 'Alice')).toMatch(aLength);
  });

  it('by a crash in a call: the other side waits, is told in words, and lets go of its devices', async ({
    alice,
    bob,
    alicePage,
    bobPage,
  }) => {
    await videoCall({ page: alicePage, name: 'Alice' }, { page: bobPage, name: 'Bob' });
    await acts.watchPicture(alicePage, 'Remote video', 2);
    const killedAtMs = performance.now();
    await killBrowser(bob.browser);
    await acts.waitForCallStatus(alicePage, 'Reconnecting');
    expect(await openInputsIn(await alice.offscreen())).toHaveLength(2);
    await waitForText(alicePage, 'status', /The connection was lost/, patience);
    expect(performance.now() - killedAtMs).toBeLessThan(lostWithinMs);
    expect(await openInputsIn(await alice.offscreen())).toEqual([]);
    expect(await tracksSentFrom(await alice.offscreen())).toEqual([]);
    expect(await isThere(alicePage, 'button', 'Hang up')).toBe(false);
    expect(await lastNoteOf(alicePage, 'Bob')).toMatch(aLength);
  });

  it('after the crash is in no call, asks for no device, and can be called again', async ({ bob, alicePage }) => {
    await bob.comeBack();
    const bobPage = await bob.openPopup();
    await acts.openConversation(bobPage, 'Alice');
    expect((await readSnapshot(bobPage))?.call).toBeNull();
    expect(await openInputsIn(await bob.offscreen())).toEqual([]);
    // The crash took its own end along: what was noted before is all there is.
    const before = (await notesIn(bobPage)).length;
    expect(before).toBe(2);
    await acts.waitUntilOnline(alicePage, 'Bob');
    await videoCall({ page: alicePage, name: 'Alice' }, { page: bobPage, name: 'Bob' });
    await hangUpForBoth(bobPage, alicePage);
    await acts.openConversation(bobPage, 'Alice');
    await expectNewNote(bobPage, before, aLength);
  });
});
