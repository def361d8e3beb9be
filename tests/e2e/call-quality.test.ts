import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { click, find, isThere, until } from '../../scripts/lib/browser/find.mjs';
import { acts, introduce, videoCall } from './support/people.ts';
import { speakIn } from './support/speak-in.ts';
import { story as it } from './support/story.ts';

it.beforeAll(async ({ alice, bob }) => {
  const { inviterPage, invitedPage } = await introduce(alice, bob);
  await speakIn(await alice.offscreen());
  await videoCall({ page: inviterPage, name: 'Alice' }, { page: invitedPage, name: 'Bob' });
});

async function figure(page: Page, name: string): Promise<string> {
  return await until(`the figure "${name}"`, () =>
    page.evaluate((wanted) => {
      const term = [...document.querySelectorAll('dt')].find(({ textContent }) => textContent === wanted);
      return term?.nextElementSibling?.textContent;
    }, name),
  );
}

const standstillMs = 8_000;

/** Everything that the call says of itself meanwhile. */
async function statusesOf(page: Page, forMs: number): Promise<string> {
  return await page.evaluate(async (ms) => {
    const said = new Set<string>();
    const untilMs = performance.now() + ms;
    while (performance.now() < untilMs) {
      for (const { textContent } of document.querySelectorAll('[role="status"]')) said.add(textContent ?? '');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return [...said].join('\n');
  }, forMs);
}

describe('a call between two browsers', { timeout: 60_000 }, () => {
  it('shows on demand what the browser really measures, with units', async ({ bobPage }) => {
    await click(bobPage, 'button', 'Connection details');
    await find(bobPage, 'region', 'Connection details');
    expect(await figure(bobPage, 'Round trip')).toMatch(/^[\d,]+ ms$/);
    expect(await figure(bobPage, 'Receiving')).toMatch(/^[\d.,]*[1-9][\d.,]* [kM]b\/s$/);
    expect(await figure(bobPage, 'Their video')).toMatch(/^\d+ × \d+, \d+ fps$/);
    expect(await bobPage.$eval('.connection-grade', ({ textContent }) => textContent)).toMatch(/connection/);
    await click(bobPage, 'button', 'Connection details');
    await until('the figures to go', async () => !(await isThere(bobPage, 'region', 'Connection details')));
  });

  it('shows who speaks, on both sides', async ({ alicePage, bobPage }) => {
    await alicePage.waitForSelector('section.call[data-i-speak]');
    await bobPage.waitForSelector('section.call[data-they-speak]');
  });

  it('reminds whoever speaks into a muted microphone, who is not heard there', async ({ alicePage, bobPage }) => {
    const reminded = () =>
      alicePage.$$eval('.call-notice', (hints) => hints.some(({ textContent }) => textContent?.includes('muted')));
    expect(await reminded()).toBe(false);
    await acts.press(alicePage, 'Mute microphone');
    await until('the reminder', reminded);
    await bobPage.waitForSelector('section.call:not([data-they-speak])');
    await acts.press(alicePage, 'Unmute microphone');
    await until('the reminder to go', async () => !(await reminded()));
  });

  it('is not taken for broken where a busy computer lets the other page stand still', async ({ alicePage, bob }) => {
    const offscreen = await bob.offscreen();
    const standing = offscreen.evaluate((ms) => {
      const untilMs = performance.now() + ms;
      while (performance.now() < untilMs);
    }, standstillMs);
    const [said] = await Promise.all([
      statusesOf(alicePage, standstillMs + 1_000),
      acts.watchPicture(alicePage, 'Remote video', 5),
      standing,
    ]);
    expect(said).toContain('Connected');
    expect(said).not.toContain('Reconnecting');
  });
});
