import type { Page } from 'puppeteer-core';

declare global {
  interface Window {
    scores: string[];
  }
}

/** Every score that is told on this page from now on. */
export async function noteScores(page: Page): Promise<void> {
  await page.$eval('.pong-score [role="status"]', (status) => {
    window.scores = [];
    const note = (): void => {
      const words = status.textContent ?? '';
      if (words !== window.scores.at(-1)) window.scores.push(words);
    };
    note();
    new MutationObserver(note).observe(status, { childList: true, characterData: true, subtree: true });
  });
}

/** The points made here and there, one after the other. */
export async function scoresOn(page: Page): Promise<readonly (readonly [own: number, theirs: number])[]> {
  const told = await page.evaluate(() => window.scores);
  return told.map((words) => {
    const [, own, theirs] = /^You (\d+), \w+ (\d+)$/.exec(words) ?? [];
    return [Number(own), Number(theirs)] as const;
  });
}
