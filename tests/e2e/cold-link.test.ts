import { describe, expect } from 'vitest';
import { askEngine, readDiagnostics } from '../../scripts/lib/browser/engine-requests.mjs';
import { until } from '../../scripts/lib/browser/find.mjs';
import { peerConnectionsIn } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { acts, introduce } from './support/people.ts';
import { story as it } from './support/story.ts';

it.beforeAll(({ alice, bob }) => introduce(alice, bob));

/** What an engine writes at its start for all contacts together: it lights its own beacon. */
const beaconWrites = 1;

describe('a link to a contact who comes back', () => {
  it('costs exactly two writes: an offer and an answer', async ({ alice, bob, alicePage }) => {
    await bob.closePopup();
    await bob.inWorker(() => chrome.offscreen.closeDocument());
    await acts.goHome(alicePage);
    await acts.findContact(alicePage, 'Bob', 'away');
    const before = (await readDiagnostics(alicePage)).firestore.writes;

    const bobPage = await bob.openPopup();
    await bobPage.evaluate(() => chrome.runtime.sendMessage({ to: 'background', name: 'engine.ensure', args: [] }));
    await Promise.all([acts.waitUntilOnline(alicePage, 'Bob'), acts.waitUntilOnline(bobPage, 'Alice')]);
    await untilConnected(alice);
    await untilConnected(bob);

    const aliceWrote = (await readDiagnostics(alicePage)).firestore.writes - before;
    // Bob's engine is new, and so is its count.
    const bobWrote = (await readDiagnostics(bobPage)).firestore.writes - beaconWrites;
    expect({ aliceWrote, bobWrote }).toEqual({ aliceWrote: 1, bobWrote: 1 });
  });

  it('costs nothing more for text, a call and a share on it', async ({ alicePage, bobPage }) => {
    const writes = async () => [alicePage, bobPage].map(async (page) => (await readDiagnostics(page)).firestore.writes);
    const before = await Promise.all(await writes());
    await Promise.all([acts.openConversation(alicePage, 'Bob'), acts.openConversation(bobPage, 'Alice')]);
    await acts.write(alicePage, 'Only between us');
    await acts.waitForMessage(alicePage, 'Only between us', 'read');
    await acts.call(alicePage, 'Voice call');
    await acts.answer(bobPage, 'Alice', 'Answer');
    await Promise.all([alicePage, bobPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
    await acts.press(alicePage, 'Share screen');
    await acts.watchPicture(bobPage, 'Remote screen', 2);
    await askEngine(bobPage, 'call.hangUp');
    await acts.waitForCallStatus(alicePage, 'Call ended');
    expect(await Promise.all(await writes())).toEqual(before);
  });
});

async function untilConnected(person: Person): Promise<void> {
  await until(`${person.name} to hold one connection`, async () => {
    const connections = await peerConnectionsIn(await person.offscreen());
    return connections.length === 1 && connections[0]?.connectionState === 'connected';
  });
}
