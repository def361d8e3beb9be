import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import { median } from '../../../bench/statistics.mjs';
import { click, find, findMatching } from '../../../scripts/lib/browser/find.mjs';
import type { LabPair } from '../../../scripts/lib/net/lab-pair.mjs';
import { untilLinkedInLab } from '../../../scripts/lib/net/lab-person.mjs';
import { acts } from '../../e2e/support/people.ts';
import { noteScores, scoresOn } from '../../e2e/support/pong-scores.ts';
import type { ShownScene } from '../../fakes/pong-shown.ts';
import { ballErrors } from '../../fakes/pong-shown.ts';
import { openLabPairHere } from '../support/lab-environment.ts';
import { soakRow } from '../support/row.ts';

/** Each way. */
const hardWay = { delayMs: 150, jitterMs: 30, loss: 0.05 };
/** A wish that was told is seen at the next tick, and told to the page at the next after that. */
const wishesBack = 12;
const limits = { ballPx: 4, paddlePx: 2 };

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

let pair: LabPair;

beforeAll(async () => {
  pair = await openLabPairHere();
  await pair.move(['port restricted', 'port restricted'], { longWay: true });
  await acts.openConversation(pair.alice.page, 'Bob');
  await Promise.all([pair.alice, pair.bob].map(untilLinkedInLab));
  pair.networks()[0].way?.change(hardWay);
});
afterAll(() => pair?.close());

soakRow({
  row: 'Pong by a way that delays by 150 ± 30 ms and loses 5 %',
  unit: 'rounds to eleven points',
  full: 2,
  short: 1,
  async run({ count, progress }) {
    const pages = [pair.alice.page, pair.bob.page] as const;
    await begin(pages);
    const faults: string[] = [];
    let points = 0;
    for (let done = 1; done <= count; done += 1) {
      if (done > 1) for (const page of pages) await click(page, 'button', 'Rematch');
      const [here, there] = await playRound(pages);
      if (JSON.stringify(here) !== JSON.stringify(there.map(([own, theirs]) => [theirs, own]))) {
        faults.push(`points in another order: ${JSON.stringify([here, there])}`);
      }
      points += (here.at(-1) ?? []).reduce((sum, made) => sum + made, 0);
      progress(done);
    }
    const [here, there] = await Promise.all([notedOn(pages[0]), notedOn(pages[1])]);
    const ball = median(ballErrors([here, there]));
    const paddle = Math.max(...[here, there].flatMap(corrections));
    if (!(ball <= limits.ballPx)) faults.push(`the ball seen ${ball.toFixed(1)} px apart`);
    if (!(paddle <= limits.paddlePx)) faults.push(`the own paddle moved by ${paddle.toFixed(1)} px`);
    const detail = `${points} points, ball ${ball.toFixed(2)} px apart (median), own paddle moved by ${paddle.toFixed(2)} px at most`;
    return { done: count, faults, detail };
  },
});

async function begin(pages: readonly [Page, Page]): Promise<void> {
  const [here, there] = pages;
  await click(here, 'button', 'Play');
  await click(here, 'menuitem', 'Pong');
  await find(there, 'alertdialog', 'Alice wants to play Pong', { timeoutMs: 30_000 });
  await click(there, 'button', 'Play');
  const both = [pair.alice, pair.bob];
  await Promise.all(both.map(async (one) => one.page.evaluate(playByHandInPage, await one.contactId())));
}

type Scores = Awaited<ReturnType<typeof scoresOn>>;

async function playRound(pages: readonly [Page, Page]): Promise<readonly [Scores, Scores]> {
  await Promise.all(pages.map((page) => findMatching(page, 'status', { text: /Move with the mouse/ })));
  await Promise.all(pages.map(noteScores));
  await Promise.all(pages.map((page) => findMatching(page, 'status', { text: /won/ }, { timeoutMs: 300_000 })));
  return await Promise.all([scoresOn(pages[0]), scoresOn(pages[1])]);
}

const notedOn = (page: Page): Promise<Noted[]> => page.evaluate(() => window.noted);
