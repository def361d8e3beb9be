import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { click, find, isThere, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import { seedHistory } from '../../scripts/lib/browser/long-history.mjs';
import { acts, introduce } from './support/people.ts';
import { story } from './support/story.ts';

const messages = 10_000;

const it = story.extend('page', { scope: 'file' }, async ({ alice, bob }) => {
  await introduce(alice, bob);
  await alice.closePopup();
  return await alice.openTab();
});
it.beforeAll(({ alice, page }) => seedHistory(alice, page, messages));

/** More than fit on any screen, and far fewer than there are. */
const mostRows = 80;

interface Sight {
  /** Text and distance from the top of the list of each message in sight. */
  readonly shown: readonly { readonly text: string; readonly top: number }[];
  readonly rows: number;
  readonly fromTop: number;
  readonly fromEnd: number;
}

function look(page: Page): Promise<Sight> {
  return page.evaluate(() => {
    const log = document.querySelector('.log');
    if (log === null) throw new Error('no conversation');
    const { top, bottom } = log.getBoundingClientRect();
    const articles = [...log.querySelectorAll('article')].map((article) => ({
      text: article.querySelector('.message-text')?.textContent ?? '',
      top: article.getBoundingClientRect().top - top,
    }));
    const fromEnd = log.scrollHeight - log.scrollTop - log.clientHeight;
    const shown = articles.filter((one) => one.top >= 0 && one.top < bottom - top);
    return { shown, rows: articles.length, fromTop: log.scrollTop, fromEnd };
  });
}

const numberIn = (text: string): number => Number(/#(\d+)/.exec(text)?.[1]);

async function scrollBy(page: Page, pixels: number): Promise<void> {
  await page.evaluate(async (by) => {
    document.querySelector('.log')?.scrollBy(0, by);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  }, pixels);
}

/** How far what is seen moves down when somebody scrolls up by so much. */
function movedBy(page: Page, pixels: number): Promise<number> {
  return page.evaluate(async (by) => {
    const tops = (): readonly (readonly [text: string, top: number])[] =>
      [...document.querySelectorAll('.log article')].map((article) => [
        article.querySelector('.message-text')?.textContent ?? '',
        article.getBoundingClientRect().top,
      ]);
    const before = new Map(tops());
    document.querySelector('.log')?.scrollBy(0, -by);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const [text = '', top = 0] = tops().find(([one]) => before.has(one)) ?? [];
    return top - (before.get(text) ?? 0);
  }, pixels);
}

/** Until nothing moves any more: what has to be measured is measured, what has to be read is read. */
async function settle(page: Page): Promise<Sight> {
  let before = '';
  return await until(
    'the list to stand still',
    async () => {
      const sight = await look(page);
      const now = JSON.stringify(sight);
      const isStill = now === before;
      before = now;
      return isStill && sight;
    },
    { everyMs: 150 },
  );
}

describe('a conversation of 10,000 messages', () => {
  it('opens at its newest message and draws no more than a screen needs', async ({ page }) => {
    await page.reload();
    await acts.openConversation(page, 'Bob');
    const { shown, rows, fromEnd } = await settle(page);
    expect(numberIn(shown.at(-1)?.text ?? '')).toBe(messages);
    expect(rows).toBeLessThan(mostRows);
    expect(fromEnd).toBeLessThan(2);
    expect(await isThere(page, 'button', 'Jump to latest')).toBe(false);
  });

  it('keeps what is read in its place while older messages are put before it', async ({ page }) => {
    await scrollBy(page, -600);
    for (let turns = 0; turns < 40; turns += 1) {
      await until('older messages above', async () => (await look(page)).fromTop > 300);
      const before = await look(page);
      await scrollBy(page, -300);
      const after = await look(page);
      const common = after.shown.find(({ text }) => before.shown.some((one) => one.text === text));
      const was = before.shown.find(({ text }) => text === common?.text);
      expect(common).toBeDefined();
      expect(Math.abs((common?.top ?? 0) - (was?.top ?? 0) - 300)).toBeLessThanOrEqual(2);
    }
    const { shown, rows } = await settle(page);
    expect(numberIn(shown[0]?.text ?? '')).toBeLessThan(messages - 60);
    expect(rows).toBeLessThan(mostRows);
    const numbers = shown.map(({ text }) => numberIn(text));
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  it('undoes no scrolling of the very moment in which older messages are put before it', async ({ page }) => {
    for (let turns = 0; turns < 250; turns += 1) {
      if ((await look(page)).fromTop < 300)
        await until('older messages above', async () => (await look(page)).fromTop > 300);
      expect(Math.abs((await movedBy(page, 120)) - 120)).toBeLessThanOrEqual(2);
    }
  });

  it('does not move when a message arrives, and counts it on the way down', async ({ bobPage, page }) => {
    const before = await settle(page);
    await acts.waitUntilOnline(bobPage, 'Alice');
    await acts.openConversation(bobPage, 'Alice');
    await acts.write(bobPage, 'Are you still up there?');
    const button = await find(page, 'button', 'Jump to latest');
    await until('the count', () => button.evaluate((element) => element.getAttribute('data-count') === '1'));
    await waitForText(page, 'status', /1 new message/);
    expect((await settle(page)).shown).toEqual(before.shown);
  });

  it('leads to the newest message by one click, and stays there when more come', async ({ bobPage, page }) => {
    await click(page, 'button', 'Jump to latest');
    await acts.waitForMessage(page, 'Are you still up there?');
    expect((await settle(page)).fromEnd).toBeLessThan(2);
    await acts.write(bobPage, 'Good that you are here');
    await acts.waitForMessage(page, 'Good that you are here');
    const { shown, fromEnd } = await settle(page);
    expect(shown.at(-1)?.text).toBe('Good that you are here');
    expect(fromEnd).toBeLessThan(2);
  });
});

describe('the search in 10,000 messages', () => {
  it('finds an old message by part of a Japanese word, marks it, and goes there', async ({ page }) => {
    await page.keyboard.down('Control');
    await page.keyboard.press('f');
    await page.keyboard.up('Control');
    const box = await find(page, 'searchbox', 'Search messages');
    await box.type('打ち合わせ ﾃﾞ #1005');
    const results = await find(page, 'list', 'Search results');
    await until('the message', () => results.evaluate((list) => list.textContent?.includes('#1005')));
    await page.keyboard.press('Enter');
    await find(page, 'log', 'Messages');
    await page.waitForSelector('[data-found] article');
    const { shown, rows } = await settle(page);
    expect(shown.map(({ text }) => numberIn(text))).toContain(1_005);
    expect(rows).toBeLessThan(mostRows);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('#1005');
  });

  it('says so when nothing has these words, and leads back to the newest message', async ({ page }) => {
    await click(page, 'button', 'Jump to latest');
    await acts.waitForMessage(page, 'Good that you are here');
    expect((await settle(page)).fromEnd).toBeLessThan(2);
    await click(page, 'button', 'More');
    await click(page, 'menuitem', 'Search');
    await (await find(page, 'searchbox', 'Search messages')).type('nobody wrote this');
    await waitForText(page, 'status', /No messages match/);
    await click(page, 'button', 'Back');
    await acts.waitForMessage(page, 'Good that you are here');
  });
});
