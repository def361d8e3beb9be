import { describe, expect } from 'vitest';
import { find, isThere, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { peerConnectionsIn, videoReceivedIn, videoSentFrom } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { acts, videoCall } from './support/people.ts';
import { story as it } from './support/story.ts';

/** More frames than may have been under way when the count began. */
const someFrames = 10;

async function expectVideoToGrow(person: Person): Promise<void> {
  const page = await person.offscreen();
  const before = (await videoReceivedIn(page)).framesDecoded;
  await until(`${someFrames} more frames at ${person.name}`, async () => {
    return (await videoReceivedIn(page)).framesDecoded >= before + someFrames;
  });
}

/** One story in the real action popup; each test goes on where the one before it ended. */
describe('Alice and Bob, from strangers to a shared screen', () => {
  it('shows a request with a badge while the popup is closed, and links both once it is accepted', async ({
    bob,
    alicePage,
    bobPage,
  }) => {
    const [bobsId] = await Promise.all([acts.begin(bobPage, 'Bob'), acts.begin(alicePage, 'Alice')]);
    await bob.closePopup();
    await acts.invite(alicePage, bobsId);

    await until('the badge that asks for action', async () => {
      return (await bob.inWorker(() => chrome.action.getBadgeText({}))) === '!';
    });
    const beforeConsent = await peerConnectionsIn(await bob.offscreen());
    expect(beforeConsent).toEqual([]);

    const reopened = await bob.openPopup();
    await acts.accept(reopened, 'Alice');
    await Promise.all([acts.waitUntilOnline(alicePage, 'Bob'), acts.waitUntilOnline(reopened, 'Alice')]);
  });

  it('carries messages both ways and tells delivered, read and typing', async ({ alicePage, bobPage }) => {
    await acts.openConversation(alicePage, 'Bob');
    await acts.goHome(bobPage);
    await acts.write(alicePage, 'Are you there?');
    await acts.waitForMessage(alicePage, 'Are you there?', 'delivered');

    await acts.openConversation(bobPage, 'Alice');
    await acts.waitForMessage(bobPage, 'Are you there?');
    await acts.waitForMessage(alicePage, 'Are you there?', 'read');

    await bobPage.focus('textarea');
    await bobPage.keyboard.type('Yes');
    await waitForText(alicePage, 'status', /Bob is typing/);
    await bobPage.keyboard.press('Enter');
    await acts.waitForMessage(alicePage, 'Yes');
    const messages = await acts.readMessages(bobPage);
    expect(messages.map((text) => /Are you there\?|Yes/.exec(text)?.[0])).toEqual(['Are you there?', 'Yes']);
  });

  it('rings with a notification, and connects a video call', async ({ bob, alicePage }) => {
    await bob.closePopup();
    await acts.openConversation(alicePage, 'Bob');
    await acts.call(alicePage, 'Video call');
    await until('the notification of the call', async () => {
      return Object.keys(await bob.inWorker(() => chrome.notifications.getAll())).length > 0;
    });

    const bobPage = await bob.openPopup();
    await acts.answer(bobPage, 'Alice', 'Answer with video');
    await Promise.all([alicePage, bobPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
    await until('the notification to go', async () => {
      return Object.keys(await bob.inWorker(() => chrome.notifications.getAll())).length === 0;
    });
  });

  it("shows the picture in the sender's full size without a second connection", async ({
    alice,
    bob,
    alicePage,
    bobPage,
  }) => {
    await acts.watchPicture(alicePage, 'Remote video');
    await acts.watchPicture(bobPage, 'Remote video');

    const [sent] = await videoSentFrom(await alice.offscreen());
    expect(sent?.width).toBeGreaterThan(0);
    const isFull = async () => (await acts.pictureSize(bobPage, 'Remote video')).width === sent?.width;
    // A connection begins with little and takes more as it goes, on a busy computer later.
    await until('the full size', isFull, { timeoutMs: 45_000 });
    expect(await acts.pictureSize(bobPage, 'Remote video')).toEqual(sent);
    for (const person of [alice, bob]) {
      const connections = await peerConnectionsIn(await person.offscreen());
      expect(connections.map(({ connectionState }) => connectionState)).toEqual(['connected']);
    }
    expect(await peerConnectionsIn(alicePage)).toEqual([]);
    expect(await peerConnectionsIn(bobPage)).toEqual([]);
  });

  it('goes on while both popups are closed, and shows itself again when they are reopened', async ({ alice, bob }) => {
    await Promise.all([alice.closePopup(), bob.closePopup()]);
    await Promise.all([alice, bob].map(expectVideoToGrow));

    const [alicePage, bobPage] = await Promise.all([alice.openPopup(), bob.openPopup()]);
    await Promise.all([acts.showCall(alicePage, 'Bob'), acts.showCall(bobPage, 'Alice')]);
    await Promise.all([alicePage, bobPage].map((page) => acts.watchPicture(page, 'Remote video', someFrames)));
  });

  it('survives the death of both service workers', async ({ alice, bob, alicePage, bobPage }) => {
    await Promise.all([alice.killWorker(), bob.killWorker()]);
    await Promise.all([alice, bob].map(expectVideoToGrow));
    await Promise.all([alicePage, bobPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
    await acts.watchPicture(bobPage, 'Remote video', someFrames);
  });

  it('mutes, and tells the other side', async ({ alicePage, bobPage }) => {
    await acts.press(alicePage, 'Mute microphone');
    await find(alicePage, 'button', 'Unmute microphone');
    await bobPage.waitForSelector('.their-mute');
    await acts.press(alicePage, 'Unmute microphone');
    await bobPage.waitForSelector('.their-mute', { hidden: true });
  });

  it('shares a screen beside the camera, and stops sharing', async ({ alicePage, bobPage }) => {
    await acts.press(alicePage, 'Share screen');
    await acts.watchPicture(bobPage, 'Remote screen', 2);
    await acts.press(alicePage, 'Stop sharing');
    await acts.waitUntilPictureIsGone(bobPage, 'Remote screen');
    await acts.watchPicture(bobPage, 'Remote video');
  });

  it('hangs up for both, and says so', async ({ alice, bob, alicePage, bobPage }) => {
    await acts.press(bobPage, 'Hang up');
    await Promise.all([alicePage, bobPage].map((page) => acts.waitForCallStatus(page, 'Call ended')));
    for (const person of [alice, bob]) {
      await until('camera and screen to be released', async () => {
        return (await videoSentFrom(await person.offscreen())).length === 0;
      });
    }
  });

  it('hangs up although the service worker was killed in the middle of the call', async ({
    alice,
    bob,
    alicePage,
    bobPage,
  }) => {
    await videoCall({ page: alicePage, name: 'Alice' }, { page: bobPage, name: 'Bob' });
    await alice.closePopup();
    await alice.killWorker();
    await expectVideoToGrow(bob);

    const reopened = await alice.openPopup();
    await acts.showCall(reopened, 'Bob');
    await acts.press(reopened, 'Hang up');
    await acts.waitForCallStatus(bobPage, 'Call ended');
    expect(await isThere(bobPage, 'button', 'Hang up')).toBe(false);
  });
});
