import { expect } from 'vitest';
import { readDiagnostics } from '../../scripts/lib/browser/engine-requests.mjs';
import { findMatching, until } from '../../scripts/lib/browser/find.mjs';
import { acts, introduce } from './support/people.ts';
import { story as it } from './support/story.ts';

/** Far below the half minute after which the browsers themselves would have given the connection up. */
const soon = { timeoutMs: 20_000 };
/** Nobody writes, so nothing but the farewell can tell. */
const atOnce = { timeoutMs: 4_000 };

it.beforeAll(({ alice, bob }) => introduce(alice, bob));

it('shows somebody away at once whose engine closes in order', async ({ bob, alicePage }) => {
  await bob.closePopup();
  await bob.inWorker(() => chrome.offscreen.closeDocument());
  await findMatching(alicePage, 'button', { name: /^Bob.*away/ }, atOnce);
});

it('leaves mail soon for somebody whose browser was killed when the message was written', async ({
  bob,
  alicePage,
}) => {
  const bobPage = await bob.openPopup();
  await Promise.all([acts.waitUntilOnline(alicePage, 'Bob'), acts.waitUntilOnline(bobPage, 'Alice')]);
  await acts.openConversation(alicePage, 'Bob');
  const before = (await readDiagnostics(alicePage)).firestore.writes;
  bob.browser.process()?.kill('SIGKILL');
  await acts.write(alicePage, 'Are you still there?');
  // The offer that seeks him, and the piece of mail.
  const written = async (): Promise<boolean> => (await readDiagnostics(alicePage)).firestore.writes - before >= 2;
  await until('the message to leave as mail', written, soon);
  await findMatching(alicePage, 'article', { text: /Are you still there/, description: /sent/ }, soon);
  expect((await readDiagnostics(alicePage)).firestore.writes - before).toBe(2);
});
