import { describe, expect, it } from 'vitest';
import type { GomokuState } from '#src/engine/play/games/gomoku/gomoku.ts';
import { gomoku } from '#src/engine/play/games/gomoku/gomoku.ts';

/** As people name points: the column by a letter, the row counted from below. */
const at = (name: string): number => (15 - Number(name.slice(1))) * 15 + 'ABCDEFGHIJKLMNO'.indexOf(name.slice(0, 1));

/** Both in turn, seat 0 first; throws at a move that is not valid. */
function played(names: string): GomokuState {
  let state = gomoku.begin(0);
  for (const [index, name] of names.split(' ').entries()) {
    const next = gomoku.play(state, index % 2 === 0 ? 0 : 1, { at: at(name) });
    if (next === undefined) throw new Error(`${name} is not a valid move`);
    state = next;
  }
  return state;
}

describe('gomoku', () => {
  it.each([
    ['along a row', 'H8 A1 I8 B1 J8 D1 K8 E1 L8', 0],
    ['along a column', 'H8 A1 H9 B1 H10 D1 H11 E1 H12', 0],
    ['upwards', 'D4 A1 E5 B1 F6 D1 G7 E1 H8', 0],
    ['downwards', 'D12 A1 E11 B1 F10 D1 G9 E1 H8', 0],
    ['of white', 'H8 A1 I8 B1 J8 C1 K8 D1 O15 E1', 1],
    ['closed in its middle', 'H8 A1 I8 B1 K8 D1 L8 E1 J8', 0],
    ['of six', 'H8 A1 I8 B1 J8 D1 L8 E1 M8 A3 K8', 0],
  ])('is won by a line of five %s', (_how, names, winner) => {
    expect(gomoku.outcome(played(names))).toEqual({ winner });
  });

  it.each([
    ['four', 'H8 A1 I8 B1 J8 D1 K8'],
    ['five round the edge', 'M8 A1 N8 B1 O8 D1 A7 E1 B7'],
    ['five of both', 'H8 I8 J8 K8 L8'],
  ])('is not won by %s', (_what, names) => {
    expect(gomoku.outcome(played(names))).toBeNull();
  });

  it.each([null, 7, {}, { at: -1 }, { at: 225 }, { at: 1.5 }, { at: Number.NaN }, { at: '7' }, { at: 1e300 }])(
    'does not know the move %j',
    (value) => {
      expect(gomoku.parseMove(value)).toBeUndefined();
    },
  );

  it('takes no move out of turn, on a taken point, or after the end', () => {
    const state = played('H8');
    expect(gomoku.play(state, 0, { at: at('H9') })).toBeUndefined();
    expect(gomoku.play(state, 1, { at: at('H8') })).toBeUndefined();
    expect(gomoku.play(played('H8 A1 I8 B1 J8 D1 K8 E1 L8'), 1, { at: at('O1') })).toBeUndefined();
  });

  it('takes back the last stone, or two when it was answered', () => {
    const state = played('H8 A1');
    expect(gomoku.takeBack?.(state, 1)).toEqual(played('H8'));
    expect(gomoku.takeBack?.(state, 0)).toEqual(gomoku.begin(0));
    expect(gomoku.takeBack?.(played('H8'), 1)).toBeUndefined();
  });

  it('is a draw on a full board without a line', () => {
    // Colours change every second column, and begin two columns further in every row: no line is longer than two.
    const isBlack = (point: number): boolean => ((point % 15) + 2 * Math.floor(point / 15)) % 4 < 2;
    const all = Array.from({ length: 225 }, (_, point) => point);
    const black = all.filter(isBlack);
    const white = all.filter((point) => !isBlack(point));
    expect(black.length - white.length).toBe(1);
    const stones = all.map((_, index) => (index % 2 === 0 ? black : white)[Math.floor(index / 2)] ?? -1);
    const full = stones.reduce<GomokuState>((state, point, index) => {
      const next = gomoku.play(state, index % 2 === 0 ? 0 : 1, { at: point });
      if (next === undefined) throw new Error(`stone ${index}`);
      return next;
    }, gomoku.begin(0));
    expect(gomoku.outcome(full)).toEqual({ winner: null });
  });
});
