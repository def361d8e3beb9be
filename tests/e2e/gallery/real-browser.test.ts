import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Gallery, Look } from './gallery-pages.ts';
import { openGallery } from './gallery-pages.ts';

const look: Look = { theme: 'light', language: 'en' };
let gallery: Gallery;

beforeAll(async () => {
  gallery = await openGallery(process.env.CHROMIUM ?? '/usr/bin/chromium');
});

afterAll(() => gallery.close());

/** The colours that cover at least a fiftieth of it each, the largest first. */
async function coloursOf(page: Page, element: ElementHandle): Promise<readonly string[]> {
  const picture = await element.screenshot({ encoding: 'base64' });
  return await page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const paint = new OffscreenCanvas(image.width, image.height).getContext('2d');
    paint?.drawImage(image, 0, 0);
    const pixels = new Uint32Array(paint?.getImageData(0, 0, image.width, image.height).data.buffer ?? []);
    const counts = new Map<string, number>();
    for (const pixel of pixels) counts.set(pixel.toString(16), (counts.get(pixel.toString(16)) ?? 0) + 1);
    const large = [...counts].filter(([, count]) => count * 50 >= pixels.length);
    return large.sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  }, picture);
}

describe('colours that the system forces', () => {
  it('leave a switch to be seen, and whether it is on', async () => {
    const page = await gallery.show('settings', look, { forcedColors: true });
    const [on, off] = await Promise.all(['.switch:checked', '.switch:not(:checked)'].map((state) => page.$(state)));
    if (!on || !off) throw new Error('the scene has no switches in both states');
    const [colours, others] = [await coloursOf(page, on), await coloursOf(page, off)];
    expect([colours.length, others.length].every((count) => count >= 2)).toBe(true);
    expect(colours[0]).not.toBe(others[0]);
  });

  it('leave the stones of a game to be seen, and told apart', async () => {
    const page = await gallery.show('game-playing', look, { forcedColors: true });
    const points = await Promise.all(
      ["[data-stone='b']", "[data-stone='w']", ':not([data-stone])'].map((which) => page.$(`.gomoku-point${which}`)),
    );
    const colours = await Promise.all(
      points.map(async (point) => (point ? String(await coloursOf(page, point)) : 'not there')),
    );
    expect(new Set(colours).size).toBe(3);
    expect(colours).not.toContain('not there');
  });
});

describe('the composer', () => {
  it('takes an inserted emoji back by undo, and then what was typed before it', async () => {
    const page = await gallery.show('conversation', look);
    const text = () => page.$eval('textarea', ({ value }) => value);
    await page.type('textarea', 'hello ');
    await page.click('.composer-emoji button');
    const emoji = await page.waitForSelector('.emoji-grid button');
    await emoji?.click();
    expect(await text()).toMatch(/^hello \S+$/);
    const undo = async (): Promise<string> => {
      await page.focus('textarea');
      await page.keyboard.down('Control');
      await page.keyboard.press('z');
      await page.keyboard.up('Control');
      return await text();
    };
    expect(await undo()).toBe('hello ');
    expect('hello '.startsWith(await undo())).toBe(true);
    expect(await text()).not.toBe('hello ');
  });
});

describe('a popup at 200 and 300 % of its size', () => {
  it.each([
    [400, 300],
    [266, 200],
  ])('keeps room for the history above an answer that is being written, at %i × %i', async (width, height) => {
    const page = await gallery.show('message-reply', look, { size: { width, height } });
    const measured = await page.evaluate(() => {
      const log = document.querySelector('[role="log"]')?.getBoundingClientRect();
      const box = document.querySelector('textarea')?.getBoundingClientRect();
      return { log: log?.height ?? 0, left: box?.left ?? 0, right: box?.right ?? 0, bottom: box?.bottom ?? 0 };
    });
    expect(measured.log).toBeGreaterThanOrEqual(96);
    expect(measured.right - measured.left).toBeGreaterThanOrEqual(48);
    expect(measured.right).toBeLessThanOrEqual(width);
    expect(measured.bottom).toBeLessThanOrEqual(height);
  });
});
