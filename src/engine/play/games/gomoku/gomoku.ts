import type { Game, Seat } from '../../rules/game.ts';
import { otherSeat } from '../../rules/game.ts';
import { boardSize, lineThrough } from './line-of-five.ts';

/** Points are counted from the upper left, row by row. */
export interface GomokuState {
  readonly first: Seat;
  /** In the order in which they were set; the first is black. */
  readonly stones: readonly number[];
  /** For each point 0, 1 for black, 2 for white. */
  readonly board: Uint8Array;
  /** What decided the round, empty before. */
  readonly line: readonly number[];
}

export interface GomokuMove {
  readonly at: number;
}

export interface GomokuView {
  /** A letter for each point: `b`, `w`, or `.` where there is no stone. */
  readonly board: string;
  readonly mine: 'b' | 'w';
  readonly last: number | null;
  /** The points that decided the round. */
  readonly line: readonly number[];
}

const points = boardSize ** 2;

/** Free-style: five or more in a row win, in any direction, and black may do whatever white may. */
export const gomoku: Game<GomokuState, GomokuMove> = {
  name: 'gomoku',
  begin: (first) => ({ first, stones: [], board: new Uint8Array(points), line: [] }),
  parseMove(value) {
    if (typeof value !== 'object' || value === null || !('at' in value)) return undefined;
    const { at } = value;
    return typeof at === 'number' && Number.isInteger(at) && at >= 0 && at < points ? { at } : undefined;
  },
  play(state, seat, { at }) {
    if (isOver(state) || moverOf(state) !== seat || state.board[at] !== 0) return undefined;
    return withStone(state, at);
  },
  outcome(state) {
    if (state.line.length > 0) return { winner: otherSeat(moverOf(state)) };
    return isOver(state) ? { winner: null } : null;
  },
  turn: (state) => (isOver(state) ? null : moverOf(state)),
  view: (state, seat): GomokuView => ({
    board: Array.from(state.board, (stone) => letters[stone]).join(''),
    mine: seat === state.first ? 'b' : 'w',
    last: state.stones.at(-1) ?? null,
    line: state.line,
  }),
  takeBack(state, seat) {
    // One's own last stone, and what was set since.
    const count = moverOf(state) === seat ? 2 : 1;
    const { first, stones } = state;
    return stones.length < count ? undefined : stones.slice(0, -count).reduce(withStone, gomoku.begin(first));
  },
};

const letters = ['.', 'b', 'w'] as const;

/** Whose stone would be the next. */
function moverOf({ first, stones }: GomokuState): Seat {
  return stones.length % 2 === 0 ? first : otherSeat(first);
}

function isOver({ stones, line }: GomokuState): boolean {
  return line.length > 0 || stones.length === points;
}

function withStone({ first, stones, board: before }: GomokuState, at: number): GomokuState {
  const colour = stones.length % 2 === 0 ? 1 : 2;
  const board = before.slice();
  board[at] = colour;
  return { first, stones: [...stones, at], board, line: lineThrough(at, (point) => board[point] === colour) };
}
