import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { readDiagnostics } from '../../scripts/lib/browser/engine-requests.mjs';
import { findMatching, until } from '../../scripts/lib/browser/find.mjs';
import { acts, introduce } from './support/people.ts';
import { story as it } from './support/story.ts';

const texts = ['The key is under the mat', 'the green one', 'Good night'];
/** A contact who does not answer counts as away after ten seconds; then the service has to take the mail. */
const noticed = { timeoutMs: 40_000 };
/** A link that ended without a word is healed, sought again, and only then given up. */
const givenUp = { timeoutMs: 90_000 };

async function waitForState(page: Page, text: string, state: string): Promise<void> {
  await findMatching(page, 'article', { text: new RegExp(text), description: new RegExp(state) }, noticed);
}

async function shownOf(page: Page): Promise<readonly string[]> {
  const messages = await acts.readMessages(page);
  return texts.map((text) => messages.filter((message) => message.includes(text)).join(' and again '));
}

it.beforeAll(({ alice, bob }) => introduce(alice, bob));

it('tells that messages are on their way although the other browser is closed', async ({ alice, bob }) => {
  await bob.close();
  const page = await alice.openPopup();
  await acts.goHome(page);
  await findMatching(page, 'button', { name: /^Bob.*away/ }, givenUp);
  await acts.openConversation(page, 'Bob');
  const before = (await readDiagnostics(page)).firestore.writes;
  for (const text of texts) await acts.write(page, text);
  for (const text of texts) await waitForState(page, text, 'sent');
  // An offer that nobody answers, or a second one if the link broke in the middle, and one piece of mail.
  expect((await readDiagnostics(page)).firestore.writes - before).toBeLessThanOrEqual(4);
});

it('shows them, once and in order, to somebody who comes when their writer has gone', async ({ alice, bob }) => {
  await alice.close();
  await bob.comeBack();
  const page = await bob.openPopup();
  await acts.openConversation(page, 'Alice');
  for (const text of texts) await findMatching(page, 'article', { text: new RegExp(text) }, noticed);
  expect((await acts.readMessages(page)).map((message) => texts.find((text) => message.includes(text)))).toEqual(texts);
  await until('the mail to be taken away', async () => (await readDiagnostics(page)).firestore.deletes > 0, noticed);
});

it('gives its writer the receipts when the two meet, and shows nothing twice', async ({ alice, bob }) => {
  await alice.comeBack();
  const [alicePage, bobPage] = await Promise.all([alice.openPopup(), bob.openPopup()]);
  await acts.openConversation(alicePage, 'Bob');
  await acts.openConversation(bobPage, 'Alice');
  for (const text of texts) await waitForState(alicePage, text, 'read');
  for (const [at, shown] of (await shownOf(bobPage)).entries()) {
    expect(shown).toContain(texts[at]);
    expect(shown).not.toContain('and again');
  }
  expect((await acts.readMessages(bobPage)).length).toBe(texts.length);
});
