import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { encodeId, formatId } from '#src/shared/identity/id-codec.ts';
import type { Diagnostics } from '#src/shared/messaging/contract.ts';
import { askEngine, readDiagnostics } from '../../scripts/lib/browser/engine-requests.mjs';
import { find, findMatching, isThere, until } from '../../scripts/lib/browser/find.mjs';
import { peerConnectionsIn } from '../../scripts/lib/browser/peer-connections.mjs';
import { acts } from './support/people.ts';
import { test } from './support/story.ts';

const it = test.extend('ids', { scope: 'file', auto: true }, async ({ alice, bob }) => {
  const [alicePage, bobPage] = await Promise.all([alice.openPopup(), bob.openPopup()]);
  const [ofAlice, ofBob] = await Promise.all([acts.begin(alicePage, 'Alice'), acts.begin(bobPage, 'Bob')]);
  return { ofAlice, ofBob };
});

describe('an ID that cannot be invited', () => {
  it('is called a typo before any network', async ({ alicePage, ids }) => {
    const before = await settledUsage(alicePage);
    await acts.invite(alicePage, withTypo(ids.ofBob));
    await findMatching(alicePage, 'alert', { text: /typo/i });
    expect((await readDiagnostics(alicePage)).firestore).toEqual(before);
  });

  it('is told to be the own one', async ({ alicePage, ids }) => {
    await acts.invite(alicePage, ids.ofAlice);
    await findMatching(alicePage, 'alert', { text: /your own/i });
  });

  it('belongs to nobody yet although it has no typo', async ({ alicePage }) => {
    await acts.invite(alicePage, formatId(encodeId(randomBytes(12))));
    await findMatching(alicePage, 'alert', { text: /nobody/i });
  });

  it('stays in the box, so that it can be corrected', async ({ alicePage, ids }) => {
    await acts.invite(alicePage, withTypo(ids.ofBob));
    await find(alicePage, 'alert');
    const box = await find(alicePage, 'textbox', 'Contact ID or invite link');
    expect(await box.evaluate((element) => (element instanceof HTMLTextAreaElement ? element.value : ''))).toBe(
      withTypo(ids.ofBob),
    );
  });
});

describe('somebody who only knows the ID', () => {
  it('cannot ring, neither by the screens nor past them', async ({ alice, bob, alicePage, bobPage, ids }) => {
    await acts.invite(alicePage, ids.ofBob.toLowerCase());
    await acts.waitForRequest(bobPage, 'Alice');
    await acts.openConversation(alicePage, await nameShownFor(alicePage));
    for (const name of ['Voice call', 'Video call']) {
      expect(await isUsable(alicePage, name)).toBe(false);
    }

    await askEngine(alicePage, 'call.start', { contactId: ids.ofBob.replaceAll('-', ''), video: true });
    // A message through both ends would need a link; a second, answered round trip through Bob's engine stands in for it.
    await readDiagnostics(bobPage);
    expect(await isThere(bobPage, 'alertdialog')).toBe(false);
    expect(await peerConnectionsIn(await bob.offscreen())).toEqual([]);
    expect(await peerConnectionsIn(await alice.offscreen())).toEqual([]);
    expect((await readDiagnostics(bobPage)).peerConnections).toBe(0);
  });

  it('is a contact after the request is accepted, and inviting again opens the conversation', async ({
    alicePage,
    bobPage,
    ids,
  }) => {
    await acts.accept(bobPage, 'Alice');
    await Promise.all([acts.waitUntilOnline(bobPage, 'Alice'), acts.waitUntilOnline(alicePage, 'Bob')]);
    // Nor does the forced call ring late, now that there is a link.
    expect(await isThere(bobPage, 'alertdialog')).toBe(false);
    await acts.invite(alicePage, ids.ofBob);
    await find(alicePage, 'heading', 'Bob');
    await find(alicePage, 'textbox', 'Message');
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
