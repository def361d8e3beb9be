import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { askEngine } from '../../scripts/lib/browser/engine-requests.mjs';
import { click, isThere, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { videoSentFrom } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { aLength, expectNewNote, notesIn } from './support/call-notes.ts';
import { acts, introduce } from './support/people.ts';
import type { Pages } from './support/story.ts';
import { test } from './support/story.ts';

const it = test
  .extend('carol', { scope: 'file' }, ({ crowd }) => crowd.launch('Carol'))
  .extend('carolPage', ({ carol }) => carol.openPopup());

it.beforeAll(async ({ alice, bob, carol }) => {
  const { invitedPage: bobPage } = await introduce(alice, bob);
  const carolPage = await carol.openPopup();
  await acts.begin(carolPage, 'Carol');
  await acts.invite(carolPage, await acts.readOwnId(bobPage));
  await acts.accept(bobPage, 'Carol');
  await acts.waitUntilOnline(carolPage, 'Bob');
});
/** Each row begins with nobody in a call and both in the conversation. */
it.beforeEach(async ({ alicePage, bobPage, carolPage }) => {
  for (const page of [alicePage, bobPage, carolPage]) {
    await askEngine(page, 'call.hangUp');
    await askEngine(page, 'call.dismiss');
  }
  await acts.waitUntilOnline(alicePage, 'Bob');
  await Promise.all([acts.openConversation(alicePage, 'Bob'), acts.openConversation(bobPage, 'Alice')]);
});

async function untilNotified(bob: Person, kind: string): Promise<void> {
  await until(`a notification of the kind ${kind}`, async () => {
    const shown = Object.keys(await bob.inWorker(() => chrome.notifications.getAll()));
    return shown.some((id) => id.startsWith(kind));
  });
}

/** The engine's document goes, as in a crash, and nothing brings it back before somebody asks. */
async function closeEngine(bob: Person): Promise<void> {
  await bob.closePopup();
  await bob.inWorker(() => chrome.offscreen.closeDocument());
}

async function reopenEngine(bob: Person): Promise<Page> {
  const bobPage = await bob.openPopup();
  await bobPage.evaluate(() => chrome.runtime.sendMessage({ to: 'background', name: 'engine.ensure', args: [] }));
  return bobPage;
}

/** Does something with calls and expects one new note on each side, with these words. */
async function expectNotes(
  { alicePage, bobPage }: Pages,
  act: () => Promise<void>,
  told: { alice: RegExp; bob: RegExp },
): Promise<void> {
  const [aliceHad, bobHad] = [(await notesIn(alicePage)).length, (await notesIn(bobPage)).length];
  await act();
  await Promise.all([acts.openConversation(alicePage, 'Bob'), acts.openConversation(bobPage, 'Alice')]);
  await expectNewNote(alicePage, aliceHad, told.alice);
  await expectNewNote(bobPage, bobHad, told.bob);
}

async function connected(...pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => acts.waitForCallStatus(page, 'Connected')));
}

async function hangUpForBoth(page: Page, other: Page): Promise<void> {
  await until('a second of talk', async () => !(await page.$eval('.call-timer', (t) => t.textContent === '0:00')));
  await acts.press(page, 'Hang up');
  await Promise.all([page, other].map((each) => acts.waitForCallStatus(each, 'Call ended')));
}

/** By a word from the page that goes, or by silence. */
async function waitForEnd(page: Page): Promise<void> {
  await waitForText(page, 'status', /Call ended|The connection was lost/, { timeoutMs: 45_000 });
}

describe('every way a call can go, as both sides are told', { timeout: 40_000 }, () => {
  it('is answered with the camera', async ({ alicePage, bobPage }) => {
    const talk = async () => {
      await acts.call(alicePage, 'Video call');
      await acts.answer(bobPage, 'Alice', 'Answer with video');
      await connected(alicePage, bobPage);
      await Promise.all([alicePage, bobPage].map((page) => acts.watchPicture(page, 'Remote video', 2)));
      await hangUpForBoth(alicePage, bobPage);
    };
    await expectNotes({ alicePage, bobPage }, talk, { alice: aLength, bob: aLength });
  });

  it('is answered without the camera, once, although two surfaces answer at the same moment', async ({
    bob,
    alicePage,
    bobPage,
  }) => {
    const talk = async () => {
      await acts.call(alicePage, 'Video call');
      await until('the ring', () => isThere(bobPage, 'button', 'Answer'));
      await Promise.all([1, 2].map(() => askEngine(bobPage, 'call.answer', { video: false })));
      await connected(alicePage, bobPage);
      await acts.watchPicture(bobPage, 'Remote video', 2);
      expect(await videoSentFrom(await bob.offscreen())).toEqual([]);
      await hangUpForBoth(bobPage, alicePage);
    };
    await expectNotes({ alicePage, bobPage }, talk, { alice: aLength, bob: aLength });
  });

  it('is declined', async ({ alicePage, bobPage }) => {
    const decline = async () => {
      await acts.call(alicePage, 'Voice call');
      await click(bobPage, 'button', 'Decline');
      await acts.waitForCallStatus(alicePage, 'Call declined');
    };
    await expectNotes({ alicePage, bobPage }, decline, { alice: /Call declined/, bob: /You declined/ });
  });

  it('is cancelled while it rings with no surface open, and is then a missed call to call back', async ({
    bob,
    alicePage,
  }) => {
    await bob.closePopup();
    await acts.call(alicePage, 'Voice call');
    await acts.waitForCallStatus(alicePage, 'Ringing');
    await untilNotified(bob, 'incoming-call:');
    await acts.press(alicePage, 'Hang up');
    await acts.waitForCallStatus(alicePage, 'Call cancelled');
    await untilNotified(bob, 'missed-call:');

    const bobPage = await bob.openPopup();
    await acts.openConversation(bobPage, 'Alice');
    await until('the note', async () => /Missed call/.test((await notesIn(bobPage)).at(-1) ?? ''));
    await click(bobPage, 'button', 'Call back');
    await acts.answer(alicePage, 'Bob', 'Answer');
    await connected(alicePage, bobPage);
  });

  it('leaves a call and its share alone when a third person calls, who hears that it is busy', async ({
    alicePage,
    bobPage,
    carolPage,
  }) => {
    const talk = async () => {
      await acts.call(alicePage, 'Voice call');
      await acts.answer(bobPage, 'Alice', 'Answer');
      await connected(alicePage, bobPage);
      await acts.press(bobPage, 'Share screen');
      await acts.watchPicture(alicePage, 'Remote screen', 2);
      await acts.openConversation(carolPage, 'Bob');
      await acts.call(carolPage, 'Video call');
      await acts.waitForCallStatus(carolPage, 'Busy on another call');
      await acts.watchPicture(alicePage, 'Remote screen', 2);
      expect(await isThere(bobPage, 'alertdialog', 'Incoming call from Carol')).toBe(false);
      await hangUpForBoth(alicePage, bobPage);
    };
    await expectNotes({ alicePage, bobPage }, talk, { alice: aLength, bob: aLength });
    await acts.openConversation(bobPage, 'Carol');
    expect((await notesIn(bobPage)).at(-1)).toMatch(/Missed call/);
  });

  it('ends for both when the engine of one side goes in the middle, and the next call connects', async ({
    bob,
    alicePage,
    bobPage,
  }) => {
    await acts.call(alicePage, 'Voice call');
    await acts.answer(bobPage, 'Alice', 'Answer');
    await connected(alicePage, bobPage);
    await closeEngine(bob);
    await waitForEnd(alicePage);
    const reopened = await reopenEngine(bob);
    expect(await isThere(reopened, 'button', 'Hang up')).toBe(false);
    await askEngine(alicePage, 'call.dismiss');
    await Promise.all([acts.waitUntilOnline(alicePage, 'Bob'), acts.waitUntilOnline(reopened, 'Alice')]);
    await acts.openConversation(alicePage, 'Bob');
    await acts.call(alicePage, 'Voice call');
    await acts.answer(reopened, 'Alice', 'Answer');
    await connected(alicePage, reopened);
  });

  it('becomes a missed call of somebody who was away, once they are back', async ({ bob, alicePage, bobPage }) => {
    const before = (await notesIn(bobPage)).length;
    await closeEngine(bob);
    await acts.goHome(alicePage);
    await acts.findContact(alicePage, 'Bob', 'away');
    await acts.openConversation(alicePage, 'Bob');
    await acts.call(alicePage, 'Video call');
    await acts.waitForCallStatus(alicePage, 'Calling');
    await acts.press(alicePage, 'Hang up');
    await acts.waitForCallStatus(alicePage, 'Call cancelled');

    const reopened = await reopenEngine(bob);
    await acts.waitUntilOnline(reopened, 'Alice');
    await acts.openConversation(reopened, 'Alice');
    await expectNewNote(reopened, before, /Video call.*Missed call/);
  });
});
