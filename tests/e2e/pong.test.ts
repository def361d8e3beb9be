import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { click, find, findMatching, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { notesIn } from './support/call-notes.ts';
import { acts, introduce } from './support/people.ts';
import { noteScores, scoresOn } from './support/pong-scores.ts';
import { story as it } from './support/story.ts';

const patience = { timeoutMs: 30_000 };

it.beforeAll(({ alice, bob }) => introduce(alice, bob));

/** Takes the own paddle aside, where most balls pass it. */
async function stepAside(page: Page): Promise<void> {
  const court = await find(page, 'image', 'Court');
  const box = await court.boundingBox();
  if (box) await page.mouse.move(box.x + 2, box.y + box.height / 2);
}

describe('pong between two browsers', { timeout: 300_000 }, () => {
  it('begins with a countdown when it is accepted', async ({ alicePage, bobPage }) => {
    await acts.openConversation(alicePage, 'Bob');
    await click(alicePage, 'button', 'Play');
    await click(alicePage, 'menuitem', 'Pong');
    await find(bobPage, 'alertdialog', 'Alice wants to play Pong', patience);
    await click(bobPage, 'button', 'Play');
    await Promise.all([alicePage, bobPage].map((page) => waitForText(page, 'status', /Starts in \d…/, patience)));
    await Promise.all([alicePage, bobPage].map((page) => waitForText(page, 'status', /Move with the mouse/, patience)));
  });

  it('waits for who closes it, says so, and goes on with a countdown', async ({ alice, bobPage }) => {
    await alice.closePopup();
    await waitForText(bobPage, 'status', /Paused: Alice has closed the game/, patience);
    const again = await alice.openPopup();
    await acts.openConversation(again, 'Bob');
    await click(again, 'button', 'Return to game');
    await waitForText(bobPage, 'status', /Starts in \d…/, patience);
    await waitForText(bobPage, 'status', /Move with the mouse/, patience);
  });

  it('ends for both with the same points in the same order', async ({ alicePage, bobPage }) => {
    const pages = [alicePage, bobPage];
    await Promise.all(pages.map(noteScores));
    await Promise.all(pages.map(stepAside));
    await Promise.all(pages.map((page) => findMatching(page, 'status', { text: /won/ }, { timeoutMs: 240_000 })));
    const [atAlices = [], atBobs = []] = await Promise.all(pages.map(scoresOn));
    expect(atAlices).toEqual(atBobs.map(([own, theirs]) => [theirs, own]));
    expect(Math.max(...(atAlices.at(-1) ?? []))).toBe(11);
    // One at a time.
    const made = atAlices.map(([own, theirs]) => own + theirs);
    expect(made).toEqual(made.map((_, index) => (made[0] ?? 0) + index));
  });

  it('is left with a note of how it went', async ({ alicePage, bobPage }) => {
    await click(alicePage, 'button', 'Leave game');
    await waitForText(bobPage, 'status', /Alice left the game/);
    await click(bobPage, 'button', 'Dismiss');
    await acts.openConversation(bobPage, 'Alice');
    await until('the note', async () => (await notesIn(bobPage)).length === 1);
    expect(await notesIn(bobPage)).toEqual([expect.stringMatching(/Pong.*You (won|lost)/)]);
  });
});
