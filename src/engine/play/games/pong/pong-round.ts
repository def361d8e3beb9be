import type { Seat } from '../../rules/game.ts';
import type { Leg } from './ball.ts';
import type { Point } from './court.ts';
import type { Lag } from './lag.ts';
import type { Attendance, Hit, Pace, Paddle, PongFrame } from './pong-frame.ts';

/** A round of Pong in one of the two browsers. */
export interface PongLive {
  readonly seat: Seat;
  /** Since the round began here. */
  readonly nowMs: number;
  readonly rally: Rally;
  readonly paddle: Paddle;
  readonly unwatchedMs: number;
  readonly theirs: Heard | null;
  readonly lag: Lag | null;
  readonly picture: CourtPicture;
}

export interface Rally {
  readonly point: number;
  readonly leg: Leg;
  /** What was decided here last. */
  readonly ownHit: Hit | null;
  readonly pace: Pace;
  /** On the clock of the rally. */
  readonly ballMs: number;
  /** A pause has to be counted out of before the ball moves again. */
  readonly rested: boolean;
}

interface Heard {
  readonly frame: PongFrame;
  readonly atMs: number;
}

/** What is shown of the other side before it is known. */
export interface CourtPicture {
  /** The way of the ball, known or presumed. */
  readonly leg: Leg;
  /** How far the picture still is from it; fades, so that the ball never leaps. */
  readonly error: Point;
  readonly theirX: number;
}

/** Closing a popup by a click beside it and opening it again takes less. */
const awayAfterMs = 3_000;
/** Sixty states in a row are not lost by bad luck. */
const silentAfterMs = 1_000;

/** Whether both are looking, and hear each other. */
export function attendanceOf({ unwatchedMs, theirs, nowMs }: PongLive): Attendance {
  if (unwatchedMs >= awayAfterMs) return 'away';
  return theirs === null || nowMs - theirs.atMs > silentAfterMs ? 'waiting' : 'here';
}

/** By the clock of seat 0; undefined before both have heard each other. */
export function commonMs({ seat, nowMs, lag, theirs }: PongLive): number | undefined {
  if (seat === 0) return nowMs;
  if (lag === null || theirs === null || theirs.frame.lagMs === null) return undefined;
  return nowMs - (lag.meanMs - theirs.frame.lagMs) / 2;
}
