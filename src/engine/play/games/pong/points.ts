import * as v from 'valibot';
import type { Outcome, Seat } from '../../rules/game.ts';
import { otherSeat } from '../../rules/game.ts';

export interface PongState {
  /** Who serves first; after that in turn. */
  readonly first: Seat;
  /** Who made each point. */
  readonly points: readonly Seat[];
}

/** Whoever misses the ball says so: which point that was, and how often the ball had been returned. */
export interface PongMove {
  readonly point: number;
  readonly hits: number;
}

export interface PongView {
  readonly mine: number;
  readonly theirs: number;
}

export const pointsToWin = 11;
/** The last point there can be, counted from 0. */
export const lastPoint = 2 * pointsToWin - 2;
export const mostHits = 100_000;

const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const moveSchema = v.object({ point: count(lastPoint), hits: count(mostHits) });

export function parsePongMove(value: unknown): PongMove | undefined {
  const result = v.safeParse(moveSchema, value);
  return result.success ? result.output : undefined;
}

/** Of the point being played. */
export function receiverOf({ first, points }: PongState): Seat {
  return points.length % 2 === 0 ? otherSeat(first) : first;
}

/** A point is given by the one whom the ball has passed, once, and by nobody else. */
export function playPoint(state: PongState, seat: Seat, { point, hits }: PongMove): PongState | undefined {
  const receiver = receiverOf(state);
  const defender = hits % 2 === 0 ? receiver : otherSeat(receiver);
  if (pongOutcome(state) !== null || point !== state.points.length || seat !== defender) return undefined;
  return { ...state, points: [...state.points, otherSeat(seat)] };
}

export function pongOutcome(state: PongState): Outcome | null {
  const winner = state.points.at(-1);
  return winner !== undefined && pointsOf(state, winner) >= pointsToWin ? { winner } : null;
}

export function viewPoints(state: PongState, seat: Seat): PongView {
  return { mine: pointsOf(state, seat), theirs: pointsOf(state, otherSeat(seat)) };
}

function pointsOf({ points }: PongState, seat: Seat): number {
  return points.filter((winner) => winner === seat).length;
}
