import type { Page, Target } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { askEngine, readSnapshot } from '../../scripts/lib/browser/engine-requests.mjs';
import { aria, isThere, until } from '../../scripts/lib/browser/find.mjs';
import { peerConnectionsIn } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { aLength, expectNewNote, notesIn } from './support/call-notes.ts';
import { acts, introduce } from './support/people.ts';
import type { Pages } from './support/story.ts';
import { test } from './support/story.ts';

/** Surfaces that stay, unlike popups. Bob has two of them, in two windows. */
interface Tabs extends Pages {
  readonly bobsOther: Page;
}

const it = test.extend('tabs', { scope: 'file' }, async ({ alice, bob }): Promise<Tabs> => {
  await introduce(alice, bob);
  const [alicePage, bobPage] = [await alice.openTab(), await bob.openTab()];
  return { alicePage, bobPage, bobsOther: await openInOtherWindow(bob, bobPage) };
});
/** Each row begins with nobody in a call and both in the conversation. */
it.beforeEach(async ({ tabs: { alicePage, bobPage } }) => {
  for (const page of [alicePage, bobPage]) {
    await askEngine(page, 'call.hangUp');
    await askEngine(page, 'call.dismiss');
  }
  await acts.waitUntilOnline(alicePage, 'Bob');
  await toConversations({ alicePage, bobPage });
});

/** The page of a tab once more, where both are seen at the same time. */
async function openInOtherWindow({ browser }: Person, page: Page): Promise<Page> {
  const session = await page.createCDPSession();
  const { targetId } = await session.send('Target.createTarget', { url: page.url(), newWindow: true });
  const isIt = (target: Target): boolean => Reflect.get(target, '_targetId') === targetId;
  return await (await browser.waitForTarget(isIt)).asPage();
}

async function toConversations({ alicePage, bobPage }: Pages): Promise<void> {
  await Promise.all([acts.openConversation(alicePage, 'Bob'), acts.openConversation(bobPage, 'Alice')]);
}

/** Does something with calls and expects one new note on each side, with these words. */
async function expectNotes(
  { alicePage, bobPage }: Pages,
  act: () => Promise<void>,
  told: { alice: RegExp; bob: RegExp },
): Promise<void> {
  const [aliceHad, bobHad] = [(await notesIn(alicePage)).length, (await notesIn(bobPage)).length];
  await act();
  await toConversations({ alicePage, bobPage });
  await Promise.all([expectNewNote(alicePage, aliceHad, told.alice), expectNewNote(bobPage, bobHad, told.bob)]);
}

async function untilRinging(page: Page): Promise<void> {
  await untilThere(page, 'alertdialog', 'Incoming call from Alice');
}

/** Also in a tab that lies behind another one. */
async function untilThere(page: Page, role: string, name: string): Promise<void> {
  await until(`${role} "${name}"`, () => isThere(page, role, name));
}

async function untilRingIsOver(page: Page): Promise<void> {
  await until('the ring to end', async () => !(await isThere(page, 'alertdialog', 'Incoming call from Alice')));
}

/** Presses a button in whichever page has it, also in one that lies behind another tab. */
async function pressAtOnce(pages: readonly Page[], button: string): Promise<void> {
  await Promise.all(pages.map((page) => untilThere(page, 'button', button)));
  const buttons = (await Promise.all(pages.map((page) => page.$$(aria('button', button))))).flat();
  await Promise.all(
    buttons.map((each) => each.evaluate((element) => element instanceof HTMLElement && element.click())),
  );
}

/** What each page of the callee or caller says of the call it is in. */
async function talkAndHangUp(from: Page, other: Page): Promise<void> {
  const both = [from, other];
  await Promise.all(both.map((page) => acts.waitForCallStatus(page, 'Connected')));
  await until('a second of talk', async () => !(await from.$eval('.call-timer', (t) => t.textContent === '0:00')));
  await acts.press(from, 'Hang up');
  await Promise.all(both.map((page) => acts.waitForCallStatus(page, 'Call ended')));
}

describe('every way a call can end, as both sides are told', { timeout: 40_000 }, () => {
  it('is cancelled by the caller while somebody looks at the ring', async ({ tabs: { alicePage, bobPage } }) => {
    const cancel = async () => {
      await acts.call(alicePage, 'Video call');
      await untilRinging(bobPage);
      await acts.press(alicePage, 'Hang up');
      await acts.waitForCallStatus(alicePage, 'Call cancelled');
      await untilRingIsOver(bobPage);
    };
    await expectNotes({ alicePage, bobPage }, cancel, {
      alice: /Video call.*Call cancelled/,
      bob: /Video call.*Missed call/,
    });
    expect(await isThere(bobPage, 'button', 'Call back')).toBe(true);
  });

  it('is answered once, although two surfaces answer at the same moment, and both show that one call', async ({
    bob,
    tabs: { alicePage, bobPage, bobsOther },
  }) => {
    const talk = async () => {
      await acts.call(alicePage, 'Voice call');
      await Promise.all([bobPage, bobsOther].map(untilRinging));
      await pressAtOnce([bobPage, bobsOther], 'Answer');
      await acts.waitForCallStatus(bobPage, 'Connected');
      await Promise.all([bobPage, bobsOther].map(untilRingIsOver));
      await acts.press(bobPage, 'Mute microphone');
      await untilThere(bobsOther, 'button', 'Unmute microphone');
      expect(await peerConnectionsIn(await bob.offscreen())).toHaveLength(1);
      await talkAndHangUp(alicePage, bobPage);
      await until('the end in the other tab', async () => !(await isThere(bobsOther, 'button', 'Hang up')));
    };
    await expectNotes({ alicePage, bobPage }, talk, { alice: aLength, bob: aLength });
  });

  it('is one call, which nobody has to answer, when both dial at once', async ({ tabs: { alicePage, bobPage } }) => {
    const talk = async () => {
      await pressAtOnce([alicePage, bobPage], 'Voice call');
      await Promise.all([alicePage, bobPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
      const [atAlice, atBob] = await Promise.all([alicePage, bobPage].map(readSnapshot));
      expect(atAlice?.call?.callId).toBe(atBob?.call?.callId);
      await talkAndHangUp(bobPage, alicePage);
    };
    await expectNotes({ alicePage, bobPage }, talk, { alice: aLength, bob: aLength });
  });

  it('goes on with the share that was there before its second call, and with one call per person', async ({
    tabs: { alicePage, bobPage },
  }) => {
    const talk = async () => {
      await acts.call(alicePage, 'Voice call');
      await pressAtOnce([bobPage], 'Answer');
      await acts.waitForCallStatus(bobPage, 'Connected');
      await acts.press(alicePage, 'Share screen');
      await acts.watchPicture(bobPage, 'Remote screen', 2);
      // A surface that is a moment behind may still ask for a call.
      const contactId = (await readSnapshot(bobPage))?.contacts[0]?.id;
      await askEngine(bobPage, 'call.start', { contactId, video: true });
      await acts.watchPicture(bobPage, 'Remote screen', 2);
      await talkAndHangUp(bobPage, alicePage);
    };
    await expectNotes({ alicePage, bobPage }, talk, { alice: aLength, bob: aLength });
  });

  it('ends without an answer after 45 seconds, at both at once', { timeout: 90_000 }, async ({
    tabs: { alicePage, bobPage },
  }) => {
    const ignore = async () => {
      await acts.call(alicePage, 'Voice call');
      await untilRinging(bobPage);
      await until(
        'the ring to be given up',
        async () => !(await isThere(bobPage, 'alertdialog', 'Incoming call from Alice')),
        { timeoutMs: 60_000, everyMs: 250 },
      );
      await acts.waitForCallStatus(alicePage, 'No answer');
      expect(await isThere(alicePage, 'button', 'Try again')).toBe(true);
    };
    await expectNotes({ alicePage, bobPage }, ignore, {
      alice: /Voice call.*No answer/,
      bob: /Voice call.*Missed call/,
    });
    expect(await isThere(bobPage, 'button', 'Call back')).toBe(true);
  });
});
