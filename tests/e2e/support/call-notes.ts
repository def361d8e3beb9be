import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { until } from '../../../scripts/lib/browser/find.mjs';

/** A call that took place is told by its length. */
export const aLength = /\d:\d\d/;

/** What the conversation on that page tells of past calls, oldest first. */
export async function notesIn(page: Page): Promise<readonly string[]> {
  return await page.$$eval('.call-note', (notes) => notes.map((note) => note.textContent ?? ''));
}

/** Waits for exactly one more note than before, and for these words in it. */
export async function expectNewNote(page: Page, before: number, words: RegExp): Promise<void> {
  await until(`a note that says ${words}`, async () => (await notesIn(page)).length > before);
  const notes = await notesIn(page);
  expect(notes).toHaveLength(before + 1);
  expect(notes.at(-1)).toMatch(words);
}
