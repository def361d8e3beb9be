import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readDiagnostics } from '../../scripts/lib/browser/engine-requests.mjs';
import { findMatching, until } from '../../scripts/lib/browser/find.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { acts, createCrowd, createStory, introduce } from './support/people.ts';

const crowd = createCrowd();
const profiles: Record<string, string> = {};
const texts = ['The key is under the mat', 'the green one', 'Good night'];
/** A contact who does not answer counts as away after ten seconds; then the service has to take the mail. */
const noticed = { timeoutMs: 40_000 };
/** A link that ended without a word is healed, sought again, and only then given up. */
const givenUp = { timeoutMs: 90_000 };

async function comeIn(name: string): Promise<Person> {
  profiles[name] ??= await mkdtemp(join(tmpdir(), `beeline-mail-${name.toLowerCase()}-`));
  return crowd.launch(name, { userDataDir: profiles[name] });
}

async function waitForState(page: Page, text: string, state: string): Promise<void> {
  await findMatching(page, 'article', { text: new RegExp(text), description: new RegExp(state) }, noticed);
}

async function shownOf(page: Page): Promise<readonly string[]> {
  const messages = await acts.readMessages(page);
  return texts.map((text) => messages.filter((message) => message.includes(text)).join(' and again '));
}

let alice: Person;
let bob: Person;

beforeAll(async () => {
  [alice, bob] = await Promise.all([comeIn('Alice'), comeIn('Bob')]);
  await introduce(alice, bob);
});
beforeEach(crowd.watchForFailure);
beforeEach(createStory());
afterAll(async () => {
  await crowd.closeAll();
  const removal = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
  await Promise.all(Object.values(profiles).map((folder) => rm(folder, removal)));
});

it('tells that messages are on their way although the other browser is closed', async () => {
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

it('shows them, once and in order, to somebody who comes when their writer has gone', async () => {
  await alice.close();
  bob = await comeIn('Bob');
  const page = await bob.openPopup();
  await acts.openConversation(page, 'Alice');
  for (const text of texts) await findMatching(page, 'article', { text: new RegExp(text) }, noticed);
  expect((await acts.readMessages(page)).map((message) => texts.find((text) => message.includes(text)))).toEqual(texts);
  await until('the mail to be taken away', async () => (await readDiagnostics(page)).firestore.deletes > 0, noticed);
});

it('gives its writer the receipts when the two meet, and shows nothing twice', async () => {
  alice = await comeIn('Alice');
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
