import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { click, find, findMatching } from '../../scripts/lib/browser/find.mjs';
import type { LabPair } from '../../scripts/lib/net/lab-pair.mjs';
import { untilLinkedInLab } from '../../scripts/lib/net/lab-person.mjs';
import { acts } from '../e2e/support/people.ts';
import { noteScores, scoresOn } from '../e2e/support/pong-scores.ts';
import type { ShownScene } from '../fakes/pong-shown.ts';
import { ballErrors, median } from '../fakes/pong-shown.ts';
import { openLabPairHere } from '../soak/support/lab-environment.ts';
import { noNetworks } from './support/no-networks.ts';

/** Each way. */
const hardWay = { delayMs: 150, jitterMs: 30, loss: 0.05 };
const rounds = 2;
const pointsPlayed = 20;
/** A wish that was told is seen at the next tick, and told to the page at the next after that. */
const wishesBack = 12;

interface Noted extends ShownScene {
  /** Where the hand wanted the paddle just before. */
  readonly wish: number;
}

declare global {
  interface Window {
    noted: Noted[];
  }
}

/** Runs in a page of the extension and knows nothing from outside: plays as a hand does, not exact and not always in time. */
function playByHandInPage(contactId: string): void {
  const [width, half] = [320, 32];
  const stream = chrome.runtime.connect({ name: 'fast-stream' });
  const moves = chrome.runtime.connect({ name: 'moves' });
  const seen: number[] = [];
  let [aim, hits, hand] = [0, -1, width / 2];
  window.noted = [];
  stream.onMessage.addListener(({ topic, value: scene }) => {
    stream.postMessage({ kind: 'taken', topic });
    const wish = Math.min(width - half, Math.max(half, hand));
    window.noted.push({ atMs: performance.timeOrigin + performance.now(), scene, wish });
    if (scene.hits !== hits) aim = (Math.random() - 0.5) * 110;
    hits = scene.hits;
    seen.push(scene.ball.x);
    const wanted = (seen.length > 9 ? (seen.shift() ?? hand) : hand) + aim;
    hand += Math.max(-6, Math.min(6, wanted - hand));
    moves.postMessage({ kind: 'play', contactId, own: hand });
  });
  stream.postMessage({ kind: 'topics', topics: [`game:${contactId}`] });
}

/** How far the own paddle was seen from where the hand wanted it at any time just before, in pixels of the court. */
function corrections(noted: readonly Noted[]): number[] {
  return noted.flatMap(({ scene }, index) => {
    const wishes = noted.slice(Math.max(0, index - wishesBack), index + 1).map(({ wish }) => wish);
    return scene.phase === 'playing' && index >= wishesBack
      ? Math.min(...wishes.map((wish) => Math.abs(wish - scene.mine)))
      : [];
  });
}

async function untilOver(pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => findMatching(page, 'status', { text: /won/ }, { timeoutMs: 240_000 })));
}

describe.skipIf(noNetworks)(
  `pong by a way that delays by 150 ± 30 ms and loses 5 % (skipped where ${noNetworks ?? 'none can be made'})`,
  { timeout: 600_000 },
  () => {
    let pair: LabPair;

    beforeAll(async () => {
      pair = await openLabPairHere();
      await pair.move(['port restricted', 'port restricted'], { longWay: true });
      await acts.openConversation(pair.alice.page, 'Bob');
      await Promise.all([pair.alice, pair.bob].map(untilLinkedInLab));
      pair.networks()[0].way?.change(hardWay);
    });
    afterAll(() => pair?.close());

    it('is the same game on both sides', async () => {
      const { alice, bob } = pair;
      const pages = [alice.page, bob.page];
      await click(alice.page, 'button', 'Play');
      await click(alice.page, 'menuitem', 'Pong');
      await find(bob.page, 'alertdialog', 'Alice wants to play Pong', { timeoutMs: 30_000 });
      await click(bob.page, 'button', 'Play');
      await Promise.all([alice, bob].map(async (one) => one.page.evaluate(playByHandInPage, await one.contactId())));
      let points = 0;
      for (let round = 0; round < rounds; round += 1) {
        if (round > 0) for (const page of pages) await click(page, 'button', 'Rematch');
        await Promise.all(pages.map((page) => findMatching(page, 'status', { text: /Move with the mouse/ })));
        await Promise.all(pages.map(noteScores));
        await untilOver(pages);
        const [atAlices = [], atBobs = []] = await Promise.all(pages.map(scoresOn));
        expect(atAlices).toEqual(atBobs.map(([own, theirs]) => [theirs, own]));
        points += (atAlices.at(-1) ?? []).reduce((sum, count) => sum + count, 0);
      }
      expect(points).toBeGreaterThanOrEqual(pointsPlayed);
      const [here = [], there = []] = await Promise.all(pages.map((page) => page.evaluate(() => window.noted)));
      // Rallies, and not a row of missed serves.
      expect(here.filter(({ scene }) => scene.hits >= 2).length).toBeGreaterThan(300);
      const [errors, moved] = [ballErrors([here, there]), [here, there].flatMap(corrections)];
      expect(errors.length).toBeGreaterThan(1_000);
      const figures = `ball ${median(errors).toFixed(2)} px, own paddle at most ${Math.max(...moved).toFixed(2)} px, ${points} points`;
      process.stdout.write(`pong by a hard way: ${figures}\n`);
      expect(median(errors)).toBeLessThanOrEqual(4);
      expect(Math.max(...moved)).toBeLessThanOrEqual(2);
    });
  },
);
