import { describe, expect, it } from 'vitest';
import { parsePointFrame, parsePointState } from '#src/engine/pointing/rules/point-frames.ts';
import { mostSpots } from '#src/engine/pointing/rules/stroke.ts';
import { createPointingPair, placesAcross } from '../../../fakes/pointing-pair.ts';
import type { SeededRandom } from '../../../fakes/seeded-random.ts';
import { createSeededRandom } from '../../../fakes/seeded-random.ts';

const values: readonly unknown[] = [
  null,
  undefined,
  true,
  -1,
  -0.001,
  0,
  0.5,
  1,
  1.001,
  2,
  Number.NaN,
  Infinity,
  1e308,
  2 ** 53,
  '0.5',
  'x'.repeat(400),
  [],
  [0.5],
  [0.5, 0.5],
  [0.5, Number.NaN],
  [0.5, 2],
  [0.1, 0.2, 0.3],
  Array.from({ length: 2 * mostSpots }, () => 0.5),
  Array.from({ length: 2 * mostSpots + 2 }, () => 0.5),
  {},
  { n: 1, at: [0.5, 0.5] },
  { n: -1, at: [0.5, 0.5] },
  { n: 1e9, at: [0.5, 0.5] },
  { n: 3, stays: true, line: [0.1, 0.1] },
  { n: 3, stays: 'yes', line: [0.1, 0.1] },
  { n: 3, stays: false, line: [Number.NaN, 0.1] },
  { n: 3, stays: false, line: [] },
];
const wellFormed: readonly Readonly<Record<string, unknown>>[] = [
  { t: 'point.board', board: 1, allowed: true, wiped: 0 },
  { t: 'point.stroke', board: 1, n: 1, stays: true, line: [0.1, 0.2, 0.3, 0.4] },
  { t: 'point.wipe', board: 1, upTo: 1 },
  { board: 1, at: [0.1, 0.2], click: { n: 1, at: [0.3, 0.4] }, stroke: { n: 1, stays: false, line: [0.5, 0.6] } },
];

function anyOf<T>(random: SeededRandom, all: readonly [T, ...T[]] | readonly T[]): T {
  return all[random.between(0, all.length - 1)] as T;
}

/** What an honest one says, with a field or two of it exchanged or gone. */
function fuzzed(random: SeededRandom): unknown {
  const changed = { ...anyOf(random, wellFormed) };
  for (const field of Object.keys(changed)) if (random.chance(0.3)) changed[field] = anyOf(random, values);
  return changed;
}

/** Every number of a place or a line that was taken. */
function numbersIn(value: unknown): readonly number[] {
  const frame = parsePointFrame(value);
  const state = parsePointState(value);
  const lines = [frame?.t === 'point.stroke' ? frame.line : [], state?.stroke?.line ?? []];
  for (const { length } of lines) expect(length % 2 === 0 && length <= 2 * mostSpots).toBe(true);
  return [...lines.flat(), ...(state?.at ?? []), ...(state?.click?.at ?? [])];
}

describe('what comes of pointing', () => {
  it('is inside the picture, finite and bounded, or not taken at all, in 20,000 frames', () => {
    const random = createSeededRandom(14);
    const taken = Array.from({ length: 20_000 }, () => numbersIn(fuzzed(random)));
    expect(taken.flat().filter((value) => !(value >= 0 && value <= 1))).toEqual([]);
    // Some of them are taken, so that this does not pass by refusing everything.
    expect(taken.filter(({ length }) => length > 0).length).toBeGreaterThan(1_000);
  });

  it('harms neither link nor board, however much and whatever it is', async () => {
    const { ann, ben, draw, pair, settle } = createPointingPair();
    pair.ann.want();
    await settle(30_000);
    ann.share({ mine: 'tab' });
    ben.share({ theirs: true });
    await settle();
    await draw(placesAcross(5), true);
    const state = { board: 1, at: [0.5, 0.5], click: null, stroke: null };
    for (let n = 100; n < 10_100; n += 1) {
      pair.ben.links.send('ann', 'unreliable', { t: 'point.state', n, s: state });
      pair.ben.links.send('ann', 'control', { t: 'point.stroke', board: 1, n, stays: true, line: [0.1, 0.1] });
    }
    await settle();
    expect(ann.pointing.dropped()).toBeGreaterThan(19_000);
    expect(ann.seen('mine').drawn.length).toBe(100);
    expect([pair.ann.links.isOpen('ben'), pair.ann.links.droppedFrames()]).toEqual([true, 0]);
  });

  it.each([
    { t: 'point.stroke', board: 1, n: 1, stays: true, line: [0.5, Number.NaN] },
    { t: 'point.stroke', board: 1, n: 1, stays: true, line: [0.5] },
    { t: 'point.stroke', board: 1, n: 1, stays: true, line: Array.from({ length: 98 }, () => 0.5) },
    { t: 'point.board', board: 0, allowed: true, wiped: 0 },
    { t: 'point.wipe', board: 1, upTo: 1e9 },
    { t: 'point.erase' },
  ])('counts as bad %j', async (frame) => {
    const pair = createPointingPair();
    await pair.begin();
    pair.pair.ben.links.send('ann', 'control', frame);
    await pair.settle();
    expect([pair.pair.ann.links.droppedFrames(), pair.ann.seen('mine').drawn]).toEqual([1, []]);
  });

  it.each([
    { board: 1, at: [0.5, 1.01], click: null, stroke: null },
    { board: 1, at: [0.5, Number.NaN], click: null, stroke: null },
    { board: 1, at: null, click: { n: 0, at: [0, 0] }, stroke: null },
    { board: 1, at: null, click: null, stroke: { n: 1, stays: true, line: [1e308, 0] } },
    { at: null, click: null, stroke: null },
    null,
  ])('counts as a bad state %j', async (s) => {
    const pair = createPointingPair();
    await pair.begin();
    pair.pair.ben.links.send('ann', 'unreliable', { t: 'point.state', n: 1, s });
    await pair.settle();
    expect([pair.pair.ann.links.droppedFrames(), pair.ann.seen('mine').at]).toEqual([1, null]);
  });

  it('is nothing that anybody outside the call has to say', async () => {
    const pair = createPointingPair();
    await pair.begin();
    pair.ann.share(null);
    pair.pair.ben.links.send('ann', 'control', { t: 'point.stroke', board: 1, n: 1, stays: true, line: [0.5, 0.5] });
    await pair.settle();
    expect([pair.ann.seen('mine').drawn, pair.pair.ann.links.droppedFrames()]).toEqual([[], 0]);
  });
});
