import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeId, formatId } from '#src/shared/identity/id-codec.ts';
import type { Diagnostics } from '#src/shared/messaging/contract.ts';
import { askEngine, readDiagnostics } from '../../scripts/lib/browser/engine-requests.mjs';
import { find, findMatching, isThere, until } from '../../scripts/lib/browser/find.mjs';
import { peerConnectionsIn } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { acts, createCrowd } from './support/people.ts';

const crowd = createCrowd();
let bob: Person;
let carol: Person;
let bobPage: Page;
let carolPage: Page;
let bobsId: string;
let carolsId: string;

beforeAll(async () => {
  [bob, carol] = await Promise.all([crowd.launch('Bob'), crowd.launch('Carol')]);
  [bobPage, carolPage] = await Promise.all([bob.openPopup(), carol.openPopup()]);
  [bobsId, carolsId] = await Promise.all([acts.begin(bobPage, 'Bob'), acts.begin(carolPage, 'Carol')]);
});
beforeEach(crowd.watchForFailure);
afterAll(() => crowd.closeAll());

describe('an ID that cannot be invited', () => {
  it('is called a typo before any network', async () => {
    const before = await settledUsage(carolPage);
    await acts.invite(carolPage, withTypo(bobsId));
    await findMatching(carolPage, 'alert', { text: /typo/i });
    expect((await readDiagnostics(carolPage)).firestore).toEqual(before);
  });

  it('is told to be the own one', async () => {
    await acts.invite(carolPage, carolsId);
    await findMatching(carolPage, 'alert', { text: /your own/i });
  });

  it('belongs to nobody yet although it has no typo', async () => {
    await acts.invite(carolPage, formatId(encodeId(randomBytes(12))));
    await findMatching(carolPage, 'alert', { text: /nobody/i });
  });

  it('stays in the box, so that it can be corrected', async () => {
    await acts.invite(carolPage, withTypo(bobsId));
    await find(carolPage, 'alert');
    const box = await find(carolPage, 'textbox', 'Contact ID or invite link');
    expect(await box.evaluate((element) => (element instanceof HTMLTextAreaElement ? element.value : ''))).toBe(
      withTypo(bobsId),
    );
  });
});

describe('somebody who only knows the ID', () => {
  it('cannot ring, neither by the screens nor past them', async () => {
    await acts.invite(carolPage, bobsId.toLowerCase());
    await acts.waitForRequest(bobPage, 'Carol');
    await acts.openConversation(carolPage, await nameShownFor(carolPage));
    for (const name of ['Voice call', 'Video call']) {
      expect(await isUsable(carolPage, name)).toBe(false);
    }

    await askEngine(carolPage, 'call.start', { contactId: bobsId.replaceAll('-', ''), video: true });
    // A message through both ends would need a link; a second, answered round trip through Bob's engine stands in for it.
    await readDiagnostics(bobPage);
    expect(await isThere(bobPage, 'alertdialog')).toBe(false);
    expect(await peerConnectionsIn(await bob.offscreen())).toEqual([]);
    expect(await peerConnectionsIn(await carol.offscreen())).toEqual([]);
    expect((await readDiagnostics(bobPage)).peerConnections).toBe(0);
  });

  it('is a contact after the request is accepted, and inviting again opens the conversation', async () => {
    await acts.accept(bobPage, 'Carol');
    await Promise.all([acts.waitUntilOnline(bobPage, 'Carol'), acts.waitUntilOnline(carolPage, 'Bob')]);
    // Nor does the forced call ring late, now that there is a link.
    expect(await isThere(bobPage, 'alertdialog')).toBe(false);
    await acts.invite(carolPage, bobsId);
    await find(carolPage, 'heading', 'Bob');
    await find(carolPage, 'textbox', 'Message');
  });
});

/** What the engine has asked of Firestore, once it has stopped asking: the first seconds publish the card and watch the mailbox. */
async function settledUsage(page: Page): Promise<Diagnostics['firestore']> {
  let last: Diagnostics['firestore'] | undefined;
  const isSettled = async () => {
    const { firestore } = await readDiagnostics(page);
    const isSame = last !== undefined && isDeepStrictEqual(firestore, last);
    last = firestore;
    return isSame && firestore;
  };
  return await until('the engine to be quiet', isSettled, { everyMs: 1_000 });
}

/** The same ID with one character changed to another of the alphabet. */
function withTypo(id: string): string {
  return (id.startsWith('7') ? '8' : '7') + id.slice(1);
}

/** Before a card has arrived a contact goes by another name than the one they chose. */
async function nameShownFor(page: Page): Promise<string> {
  await acts.goHome(page);
  const row = await findMatching(page, 'button', { name: /request sent/ });
  return await row.evaluate((element) => element.querySelector('.contact-name')?.textContent ?? '');
}

async function isUsable(page: Page, name: string): Promise<boolean> {
  if (!(await isThere(page, 'button', name))) return false;
  const button = await find(page, 'button', name);
  return await button.evaluate((element) => element instanceof HTMLButtonElement && !element.disabled);
}
