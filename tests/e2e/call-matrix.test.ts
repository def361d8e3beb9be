import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askEngine } from '../../scripts/lib/browser/engine-requests.mjs';
import { click, isThere, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { videoSentFrom } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { aLength, expectNewNote, notesIn } from './support/call-notes.ts';
import { acts, createCrowd, introduce } from './support/people.ts';

const crowd = createCrowd();
let alice: Person;
let bob: Person;
let carol: Person;
let alicePage: Page;
let bobPage: Page;
let carolPage: Page;

beforeAll(async () => {
  [alice, bob, carol] = await Promise.all([crowd.launch('Alice'), crowd.launch('Bob'), crowd.launch('Carol')]);
  ({ inviterPage: alicePage, invitedPage: bobPage } = await introduce(alice, bob));
  carolPage = await carol.openPopup();
  await acts.begin(carolPage, 'Carol');
  await acts.invite(carolPage, await acts.readOwnId(bobPage));
  await acts.accept(bobPage, 'Carol');
  await acts.waitUntilOnline(carolPage, 'Bob');
});
beforeEach(crowd.watchForFailure);
/** Each row begins with nobody in a call and both in the conversation. */
beforeEach(async () => {
  bobPage = await bob.openPopup();
  for (const page of [alicePage, bobPage, carolPage]) {
    await askEngine(page, 'call.hangUp');
    await askEngine(page, 'call.dismiss');
  }
  await acts.waitUntilOnline(alicePage, 'Bob');
  await Promise.all([acts.openConversation(alicePage, 'Bob'), acts.openConversation(bobPage, 'Alice')]);
});
afterAll(() => crowd.closeAll());

async function untilNotified(kind: string): Promise<void> {
  await until(`a notification of the kind ${kind}`, async () => {
    const shown = Object.keys(await bob.inWorker(() => chrome.notifications.getAll()));
    return shown.some((id) => id.startsWith(kind));
  });
}

/** The engine's document goes, as in a crash, and nothing brings it back before somebody asks. */
async function closeEngine(): Promise<void> {
  await bob.closePopup();
  await bob.inWorker(() => chrome.offscreen.closeDocument());
}

async function reopenEngine(): Promise<void> {
  bobPage = await bob.openPopup();
  await bobPage.evaluate(() => chrome.runtime.sendMessage({ to: 'background', name: 'engine.ensure', args: [] }));
}

/** Does something with calls and expects one new note on each side, with these words. */
async function expectNotes(act: () => Promise<void>, told: { alice: RegExp; bob: RegExp }): Promise<void> {
  const [aliceHad, bobHad] = [(await notesIn(alicePage)).length, (await notesIn(bobPage)).length];
  await act();
  await Promise.all([acts.openConversation(alicePage, 'Bob'), acts.openConversation(bobPage, 'Alice')]);
  await expectNewNote(alicePage, aliceHad, told.alice);
  await expectNewNote(bobPage, bobHad, told.bob);
}

async function connected(...pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => acts.waitForCallStatus(page, 'Connected')));
}

async function hangUpForBoth(page: Page): Promise<void> {
  await until('a second of talk', async () => !(await page.$eval('.call-timer', (t) => t.textContent === '0:00')));
  await acts.press(page, 'Hang up');
  await Promise.all([alicePage, bobPage].map((each) => acts.waitForCallStatus(each, 'Call ended')));
}

/** By a word from the page that goes, or by silence. */
async function waitForEnd(page: Page): Promise<void> {
  await waitForText(page, 'status', /Call ended|The connection was lost/, { timeoutMs: 45_000 });
}

describe('every way a call can go, as both sides are told', { timeout: 40_000 }, () => {
  it('is answered with the camera', async () => {
    const talk = async () => {
      await acts.call(alicePage, 'Video call');
      await acts.answer(bobPage, 'Alice', 'Answer with video');
      await connected(alicePage, bobPage);
      await Promise.all([alicePage, bobPage].map((page) => acts.watchPicture(page, 'Remote video', 2)));
      await hangUpForBoth(alicePage);
    };
    await expectNotes(talk, { alice: aLength, bob: aLength });
  });

  it('is answered without the camera, once, although two surfaces answer at the same moment', async () => {
    const talk = async () => {
      await acts.call(alicePage, 'Video call');
      await until('the ring', () => isThere(bobPage, 'button', 'Answer'));
      await Promise.all([1, 2].map(() => askEngine(bobPage, 'call.answer', { video: false })));
      await connected(alicePage, bobPage);
      await acts.watchPicture(bobPage, 'Remote video', 2);
      expect(await videoSentFrom(await bob.offscreen())).toEqual([]);
      await hangUpForBoth(bobPage);
    };
    await expectNotes(talk, { alice: aLength, bob: aLength });
  });

  it('is declined', async () => {
    const decline = async () => {
      await acts.call(alicePage, 'Voice call');
      await click(bobPage, 'button', 'Decline');
      await acts.waitForCallStatus(alicePage, 'Call declined');
    };
    await expectNotes(decline, { alice: /Call declined/, bob: /You declined/ });
  });

  it('is cancelled while it rings with no surface open, and is then a missed call to call back', async () => {
    await bob.closePopup();
    await acts.call(alicePage, 'Voice call');
    await acts.waitForCallStatus(alicePage, 'Ringing');
    await untilNotified('incoming-call:');
    await acts.press(alicePage, 'Hang up');
    await acts.waitForCallStatus(alicePage, 'Call cancelled');
    await untilNotified('missed-call:');

    bobPage = await bob.openPopup();
    await acts.openConversation(bobPage, 'Alice');
    await until('the note', async () => /The caller hung up/.test((await notesIn(bobPage)).at(-1) ?? ''));
    await click(bobPage, 'button', 'Call back');
    await acts.answer(alicePage, 'Bob', 'Answer');
    await connected(alicePage, bobPage);
  });

  it('leaves a call and its share alone when a third person calls, who hears that it is busy', async () => {
    const talk = async () => {
      await acts.call(alicePage, 'Voice call');
      await acts.answer(bobPage, 'Alice', 'Answer');
      await connected(alicePage, bobPage);
      await acts.press(bobPage, 'Share screen');
      await acts.watchPicture(alicePage, 'Remote screen', 2);
      await acts.openConversation(carolPage, 'Bob');
      await acts.call(carolPage, 'Video call');
      await acts.waitForCallStatus(carolPage, 'Busy in another call');
      await acts.watchPicture(alicePage, 'Remote screen', 2);
      expect(await isThere(bobPage, 'alertdialog', 'Incoming call from Carol')).toBe(false);
      await hangUpForBoth(alicePage);
    };
    await expectNotes(talk, { alice: aLength, bob: aLength });
    await acts.openConversation(bobPage, 'Carol');
    expect((await notesIn(bobPage)).at(-1)).toMatch(/Missed call/);
  });

  it('ends for both when the engine of one side goes in the middle, and the next call connects', async () => {
    await acts.call(alicePage, 'Voice call');
    await acts.answer(bobPage, 'Alice', 'Answer');
    await connected(alicePage, bobPage);
    await closeEngine();
    await waitForEnd(alicePage);
    await reopenEngine();
    expect(await isThere(bobPage, 'button', 'Hang up')).toBe(false);
    await askEngine(alicePage, 'call.dismiss');
    await Promise.all([acts.waitUntilOnline(alicePage, 'Bob'), acts.waitUntilOnline(bobPage, 'Alice')]);
    await acts.openConversation(alicePage, 'Bob');
    await acts.call(alicePage, 'Voice call');
    await acts.answer(bobPage, 'Alice', 'Answer');
    await connected(alicePage, bobPage);
  });

  it('becomes a missed call of somebody who was away, once they are back', async () => {
    const before = (await notesIn(bobPage)).length;
    await closeEngine();
    await acts.goHome(alicePage);
    await acts.findContact(alicePage, 'Bob', 'away');
    await acts.openConversation(alicePage, 'Bob');
    await acts.call(alicePage, 'Video call');
    await acts.waitForCallStatus(alicePage, 'Calling');
    await acts.press(alicePage, 'Hang up');
    await acts.waitForCallStatus(alicePage, 'Call cancelled');

    await reopenEngine();
    await acts.waitUntilOnline(bobPage, 'Alice');
    await acts.openConversation(bobPage, 'Alice');
    await expectNewNote(bobPage, before, /Video call.*Missed call/);
  });
});
