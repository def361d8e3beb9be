import type { Seat } from '../../rules/game.ts';
import type { Point } from './court.ts';
import { centre, clamp, court } from './court.ts';

/**
 * The way of the ball from one paddle to the other, computed and never simulated: the same numbers give the same way in both browsers,
 * whenever and however often they look. For that it uses only what ECMAScript defines to the last bit, and no trigonometry.
 */
export interface Leg {
  /** How often the ball was returned since the serve. */
  readonly hits: number;
  /** On the clock of the rally, which starts at 0. */
  readonly startMs: number;
  readonly from: Point;
  /** Pixels a millisecond. */
  readonly velocity: Point;
}

const serveSpeed = 0.15;
const firstSpeed = 0.21;
/** From one paddle to the other in 0.9 s: what is left to react of that after 180 ms on the way is still enough. */
const fastest = 0.385;
const faster = 1.05;
/** Across for each pixel along, from the very end of a paddle. */
const steepest = 0.9;
const serveAngles = [0.35, -0.5, 0.15, -0.25, 0.45, -0.1, 0.3, -0.4] as const;

/** How far from the middle of a paddle the ball may be to touch it. */
const reach = court.paddleHalf + court.ballRadius;

export function serveBall(point: number, receiver: Seat): Leg {
  const along = receiver === 0 ? serveSpeed : -serveSpeed;
  const across = (serveAngles[point % serveAngles.length] ?? 0) * serveSpeed;
  return { hits: 0, startMs: 0, from: centre, velocity: { x: across, y: along } };
}

/** Who is to return the ball, and nobody else decides whether that happens. */
export function defenderOf({ velocity }: Leg): Seat {
  return velocity.y > 0 ? 0 : 1;
}

/** When the ball is at the paddle of its defender. */
export function arrivalMs(leg: Leg): number {
  return leg.startMs + (planeOf(defenderOf(leg)) - leg.from.y) / leg.velocity.y;
}

/** Beyond the paddle of its defender the ball goes on until it is out of sight. */
export function ballAt({ from, startMs, velocity }: Leg, ballMs: number): Point {
  const passedMs = Math.max(0, ballMs - startMs);
  const outside = 2 * court.ballRadius;
  const y = clamp(from.y + velocity.y * passedMs, -outside, court.height + outside);
  return { x: betweenWalls(from.x + velocity.x * passedMs), y };
}

/** Where on a paddle the ball arrives, from -1 to 1; beyond that it is missed. */
export function offsetOn(paddleX: number, leg: Leg): number {
  return (ballAt(leg, arrivalMs(leg)).x - paddleX) / reach;
}

export function returned(leg: Leg, offset: number): Leg {
  const speed = Math.min(fastest, leg.hits === 0 ? firstSpeed : Math.abs(leg.velocity.y) * faster);
  const defender = defenderOf(leg);
  return {
    hits: leg.hits + 1,
    startMs: arrivalMs(leg),
    from: { x: ballAt(leg, arrivalMs(leg)).x, y: planeOf(defender) },
    velocity: { x: offset * steepest * speed, y: defender === 0 ? -speed : speed },
  };
}

/** Where the middle of the ball is when it touches the paddle. */
function planeOf(seat: Seat): number {
  const fromEdge = court.paddleInset + court.ballRadius;
  return seat === 0 ? court.height - fromEdge : fromEdge;
}

function betweenWalls(x: number): number {
  const room = court.width - 2 * court.ballRadius;
  const along = (((x - court.ballRadius) % (2 * room)) + 2 * room) % (2 * room);
  return court.ballRadius + (along > room ? 2 * room - along : along);
}
