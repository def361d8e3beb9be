import { describe, expect, it } from 'vitest';
import type { GomokuState } from '#src/engine/play/games/gomoku/gomoku.ts';
import { gomoku } from '#src/engine/play/games/gomoku/gomoku.ts';
import { createSeededRandom } from '../fakes/seeded-random.ts';

const gamesPlayed = 10_000;

describe('gomoku at random', () => {
  it(`has exactly one result in each of ${gamesPlayed} games, and the same on both sides`, () => {
    const random = createSeededRandom(14);
    const ends = { 0: 0, 1: 0, none: 0 };
    for (let game = 0; game < gamesPlayed; game += 1) {
      const [here, there, moves] = playAtRandom(game % 2 === 0 ? 0 : 1, random.between);
      const outcome = gomoku.outcome(here);
      if (outcome === null) throw new Error(`no result after ${moves} moves`);
      expect([there.board, gomoku.turn(here), gomoku.outcome(there)]).toEqual([here.board, null, outcome]);
      ends[outcome.winner ?? 'none'] += 1;
    }
    expect(ends[0] + ends[1] + ends.none).toBe(gamesPlayed);
    expect(Math.min(ends[0], ends[1])).toBeGreaterThan(gamesPlayed * 0.4);
  });
});

/** Each move is judged by both sides; until it is over for one of them. */
function playAtRandom(
  first: 0 | 1,
  between: (low: number, high: number) => number,
): [GomokuState, GomokuState, number] {
  let here = gomoku.begin(first);
  let there = gomoku.begin(first);
  let moves = 0;
  const free = Array.from({ length: 225 }, (_, point) => point);
  while (gomoku.outcome(here) === null && free.length > 0) {
    const [point = -1] = free.splice(between(0, free.length - 1), 1);
    const seat = gomoku.turn(here) ?? 0;
    const [one, other] = [gomoku.play(here, seat, { at: point }), gomoku.play(there, seat, { at: point })];
    if (one === undefined || other === undefined) throw new Error(`${point} is refused`);
    [here, there] = [one, other];
    moves += 1;
  }
  return [here, there, moves];
}
