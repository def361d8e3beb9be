import { describe, expect, it } from 'vitest';
import { court } from '#src/engine/play/games/pong/court.ts';
import type { PongState } from '#src/engine/play/games/pong/points.ts';
import { pong } from '#src/engine/play/games/pong/pong.ts';
import type { Seat } from '#src/engine/play/rules/game.ts';
import { median } from '../../bench/statistics.mjs';
import type { LossyWay, PongPair } from '../fakes/pong-pair.ts';
import { createPongPair, playByHand } from '../fakes/pong-pair.ts';
import type { ShownScene } from '../fakes/pong-shown.ts';
import { ballErrors } from '../fakes/pong-shown.ts';
import type { SeededRandom } from '../fakes/seeded-random.ts';
import { createSeededRandom } from '../fakes/seeded-random.ts';

const pointsPlayed = 20;
const gamesPlayed = 10_000;
const longestMs = 15 * 60_000;
/** 150 ms ± 30 each way, and one in twenty lost. */
const hardWay = { delayMs: [120, 180], loss: 0.05 } as const;

describe('pong over a lane that delays by 150 ± 30 ms and loses 5 %', () => {
  it.each([1, 2, 3, 4, 5, 6])('is the same game on both sides (seed %i)', (seed) => {
    const { sides, shown, corrections } = playOn(seed);
    const [here, there] = sides;
    expect(here.points.length).toBeGreaterThanOrEqual(pointsPlayed);
    expect(there.points).toEqual(here.points);
    expect([here.refused, there.refused]).toEqual([[], []]);
    // Rallies, and not a row of missed serves.
    expect(shown[0].filter(({ scene }) => scene.hits >= 3).length).toBeGreaterThan(500);
    expect(Math.max(...corrections)).toBeLessThanOrEqual(2);
    const errors = ballErrors(shown);
    expect(errors.length).toBeGreaterThan(2_000);
    expect(median(errors)).toBeLessThanOrEqual(4);
  });

  it.each([1, 2, 3, 4, 5, 6])('is so on computers that stand still for up to 0.4 s once a second (seed %i)', (seed) => {
    const { sides, shown, corrections } = playOn(seed, { standstills: { share: 1 / 60, lateMs: [60, 400] } });
    const [here, there] = sides;
    expect(there.points).toEqual(here.points);
    expect([here.refused, there.refused]).toEqual([[], []]);
    expect(Math.max(...corrections)).toBeLessThanOrEqual(2);
    expect(median(ballErrors(shown))).toBeLessThanOrEqual(4);
  });

  it('goes on after somebody was away, and after a computer slept', () => {
    const { clock, sides, points } = startPlaying(7);
    const [here, there] = sides;
    const rests = [
      () => Object.assign(there, { watched: false }),
      () => Object.assign(here, { watched: false }),
      () => Object.assign(there, { asleep: true }),
      () => Object.assign(here, { asleep: true }),
    ];
    for (const [index, rest] of rests.entries()) {
      playUntil({ clock, sides }, (index + 1) * 4);
      rest();
      clock.advance(10_000);
      const before = points();
      clock.advance(20_000);
      expect(points()).toEqual(before);
      for (const side of sides) Object.assign(side, { watched: true, asleep: false });
    }
    playUntil({ clock, sides }, pointsPlayed);
    expect(there.points.length).toBeGreaterThanOrEqual(pointsPlayed);
    expect(there.points).toEqual(here.points);
    expect([here.refused, there.refused]).toEqual([[], []]);
  });
});

describe('pong at random', () => {
  it(`has exactly one result in each of ${gamesPlayed} games, and the same on both sides`, () => {
    const random = createSeededRandom(14);
    const won = { 0: 0, 1: 0 };
    for (let game = 0; game < gamesPlayed; game += 1) {
      const [here, there, results] = playAtRandom(game % 2 === 0 ? 0 : 1, random);
      const outcome = pong.outcome(here);
      if (outcome?.winner == null) throw new Error('no result');
      expect(results).toBe(1);
      expect([there, pong.outcome(there)]).toEqual([here, outcome]);
      expect(pong.view(here, outcome.winner)).toMatchObject({ mine: 11 });
      won[outcome.winner] += 1;
    }
    expect(Math.min(won[0], won[1])).toBeGreaterThan(gamesPlayed * 0.4);
  });
});

/** Valid moves and others, judged by both sides, until well after the end. */
function playAtRandom(first: Seat, random: SeededRandom): [PongState, PongState, number] {
  let position: [PongState, PongState] = [pong.begin(first), pong.begin(first)];
  let results = 0;
  for (let left = 2_000; left > 0; left -= pong.outcome(position[0]) === null ? 1 : 100) {
    const seat = random.chance(0.5) ? 0 : 1;
    const [one, other] = judge(position, seat, {
      point: position[0].points.length - random.between(0, 2),
      hits: random.between(0, 9),
    });
    if (one !== undefined && pong.outcome(one) !== null) results += 1;
    position = [one ?? position[0], other ?? position[1]];
  }
  return [...position, results];
}

function judge([here, there]: [PongState, PongState], seat: Seat, value: unknown) {
  const [mine, theirs] = [pong.parseMove(value), pong.parseMove(structuredClone(value))];
  return [mine && pong.play(here, seat, mine), theirs && pong.play(there, seat, theirs)] as const;
}

function startPlaying(seed: number, more: Partial<LossyWay> = {}) {
  const { clock, sides } = createPongPair({ seed, ...hardWay, ...more });
  for (const side of sides) playByHand(side, createSeededRandom(seed * 10 + side.seat));
  return { clock, sides, points: () => sides.map(({ points }) => points.length) };
}

function playUntil({ clock, sides }: Pick<PongPair, 'clock' | 'sides'>, points: number): void {
  const endMs = clock.nowMs() + longestMs;
  while (sides.some((side) => side.points.length < points) && clock.nowMs() < endMs) clock.advance(100);
}

function playOn(seed: number, more: Partial<LossyWay> = {}) {
  const { clock, sides } = startPlaying(seed, more);
  const shown: readonly [ShownScene[], ShownScene[]] = [[], []];
  const corrections: number[] = [];
  for (const side of sides) {
    const move = side.onTick;
    side.onTick = () => {
      if (side.scene === undefined) return;
      shown[side.seat].push({ atMs: clock.nowMs(), scene: side.scene });
      if (typeof side.own === 'number') corrections.push(Math.abs(side.scene.mine - clampToCourt(side.own)));
      move(side);
    };
  }
  playUntil({ clock, sides }, pointsPlayed);
  // What is on its way still arrives, and nothing more is decided.
  for (const side of sides) side.asleep = true;
  clock.advance(5_000);
  return { sides, shown, corrections };
}

const clampToCourt = (x: number): number => Math.min(court.width - court.paddleHalf, Math.max(court.paddleHalf, x));
