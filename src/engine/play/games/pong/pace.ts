import { arrivalMs } from './ball.ts';
import { clamp } from './court.ts';
import type { Pace } from './pong-frame.ts';
import type { Rally } from './pong-round.ts';

const countdownMs = 3_000;
/** Between two points: long enough for the news of it to have reached both. */
const breakMs = 1_200;
/** So much before the ball is at a paddle the rally goes on, at the earliest; a pause must not cost the point. */
const timeToReactMs = 600;
/** How much faster than it runs the clock of a rally catches up, or slower it falls back. */
const slowest = 0.5;
const fastest = 2;

interface Circumstances {
  readonly nowMs: number;
  readonly isReady: boolean;
  /** Both play for the same point. */
  readonly met: boolean;
}

/** Seat 0 stops the ball and lets it go on, for both. */
export function conduct(rally: Rally, { nowMs, isReady, met }: Circumstances): Rally {
  const { pace, leg, ballMs } = rally;
  const rested = rally.rested || !isReady;
  if (isReady && met && pace.atMs === null) {
    const atMs = nowMs + (rested ? countdownMs : breakMs);
    return { ...rally, rested: false, pace: { n: pace.n + 1, fromMs: pace.fromMs, atMs, counted: rested } };
  }
  if (isReady || pace.atMs === null) return { ...rally, rested };
  const fromMs = Math.max(Math.min(ballMs, leg.startMs), Math.min(ballMs, arrivalMs(leg) - timeToReactMs));
  return { ...rally, rested, ballMs: fromMs, pace: { n: pace.n + 1, fromMs, atMs: null, counted: true } };
}

/** Seat 1 does what seat 0 says, once, and nothing that is older. */
export function follow(rally: Rally, pace: Pace | undefined): Rally {
  if (pace === undefined || pace.n <= rally.pace.n) return rally;
  return { ...rally, pace, ballMs: pace.fromMs };
}

/** Never backwards, and never by a leap: a clock that runs wild makes the ball at most twice as fast. */
export function moveBall(
  rally: Rally,
  { nowMs, passedMs }: { readonly nowMs: number; readonly passedMs: number },
): Rally {
  const { fromMs, atMs } = rally.pace;
  if (atMs === null || nowMs <= atMs) return rally;
  const behindMs = fromMs + nowMs - atMs - rally.ballMs;
  return { ...rally, ballMs: rally.ballMs + clamp(behindMs, slowest * passedMs, fastest * passedMs) };
}
