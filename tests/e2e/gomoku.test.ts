import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { killBrowser } from '../../scripts/lib/browser/close-browser.mjs';
import { click, find, findMatching, isThere, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { notesIn } from './support/call-notes.ts';
import { acts, introduce } from './support/people.ts';
import { story as it } from './support/story.ts';

/** Seeking somebody anew takes an attempt or two. */
const patience = { timeoutMs: 60_000 };

it.beforeAll(({ alice, bob }) => introduce(alice, bob));

async function invite(page: Page): Promise<void> {
  await acts.openConversation(page, 'Bob');
  await click(page, 'button', 'Play');
  await click(page, 'menuitem', 'Gomoku');
}

/** Sets a stone, and waits until both boards show it. */
async function place(mover: Page, other: Page, point: string, colour: 'black' | 'white'): Promise<void> {
  await waitForText(mover, 'status', /Your turn/, patience);
  await click(mover, 'gridcell', `${point}, empty`);
  await Promise.all([mover, other].map((page) => find(page, 'gridcell', `${point}, ${colour}`)));
}

describe('gomoku between two browsers', { timeout: 240_000 }, () => {
  it('is proposed, and declined without harm', async ({ alicePage, bobPage }) => {
    await invite(alicePage);
    await find(bobPage, 'alertdialog', 'Alice wants to play Gomoku');
    await click(bobPage, 'button', 'Not now');
    await waitForText(alicePage, 'status', /Bob doesn’t want to play now/);
    await click(alicePage, 'button', 'Dismiss');
    expect(await isThere(bobPage, 'alertdialog')).toBe(false);
  });

  it('begins when it is accepted, and is played by pointer and by keyboard', async ({ alicePage, bobPage }) => {
    await invite(alicePage);
    await find(bobPage, 'alertdialog', 'Alice wants to play Gomoku');
    await click(bobPage, 'button', 'Play');
    await Promise.all([find(alicePage, 'region', 'Gomoku with Bob'), find(bobPage, 'region', 'Gomoku with Alice')]);
    await place(alicePage, bobPage, 'H8', 'black');
    await waitForText(bobPage, 'status', /Your turn/);
    await (await find(bobPage, 'gridcell', 'H8, black')).focus();
    for (const key of ['ArrowUp', 'ArrowRight', 'Enter'] as const) await bobPage.keyboard.press(key);
    await find(alicePage, 'gridcell', 'I9, white');
  });

  it('takes a move back when the other one allows it', async ({ alicePage, bobPage }) => {
    await click(bobPage, 'button', 'Ask to undo');
    await waitForText(alicePage, 'status', /Bob wants to take back their last move/);
    await click(alicePage, 'button', 'Allow');
    await Promise.all([alicePage, bobPage].map((page) => find(page, 'gridcell', 'I9, empty')));
    await place(bobPage, alicePage, 'A1', 'white');
  });

  it.for(['Alice', 'Bob'])('goes on where it was after the browser of %s was killed', async (name, { alice, bob }) => {
    const [gone, other, theirs] = name === 'Alice' ? [alice, bob, 'Bob'] : [bob, alice, 'Alice'];
    await killBrowser(gone.browser);
    await gone.comeBack();
    const page = await gone.openPopup();
    await acts.openConversation(page, theirs);
    await click(page, 'button', 'Return to game', patience);
    await Promise.all([find(page, 'gridcell', 'H8, black'), find(page, 'gridcell', 'A1, white')]);
    await findMatching(await other.openPopup(), 'status', { text: /turn/ }, patience);
    await findMatching(page, 'status', { text: /turn/ }, patience);
  });

  it('ends for both with the same winner and a note in the conversation', async ({ alicePage, bobPage }) => {
    const moves = ['I8', 'B1', 'J8', 'D1', 'K8', 'E1', 'L8'];
    for (const [index, point] of moves.entries()) {
      if (index % 2 === 0) await place(alicePage, bobPage, point, 'black');
      else await place(bobPage, alicePage, point, 'white');
    }
    await waitForText(alicePage, 'status', /You won/);
    await waitForText(bobPage, 'status', /Alice won/);
    await waitForText(bobPage, 'status', /You 0, Alice 1/);
  });

  it('begins again by a rematch, and is left', async ({ alicePage, bobPage }) => {
    await click(bobPage, 'button', 'Rematch');
    await waitForText(alicePage, 'status', /Bob wants a rematch/);
    await click(alicePage, 'button', 'Rematch');
    await waitForText(bobPage, 'status', /Your turn/);
    await find(bobPage, 'gridcell', 'H8, empty');
    await click(alicePage, 'button', 'Leave game');
    await find(alicePage, 'alertdialog', 'Leave the game?');
    await alicePage.locator('dialog .danger').click();
    await waitForText(bobPage, 'status', /Alice left the game/);
    await click(bobPage, 'button', 'Dismiss');
    await until('both notes', async () => (await notesIn(bobPage)).length === 2);
    expect(await notesIn(bobPage)).toEqual([
      expect.stringMatching(/Gomoku.*You lost.*0–1/),
      expect.stringMatching(/Gomoku.*They left.*0–1/),
    ]);
  });
});
