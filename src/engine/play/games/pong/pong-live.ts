import type { LiveInput, LiveTick, Seat } from '../../rules/game.ts';
import { otherSeat } from '../../rules/game.ts';
import { arrivalMs, defenderOf, offsetOn, returned, serveBall } from './ball.ts';
import { centre, clamp, court } from './court.ts';
import { addLag } from './lag.ts';
import { conduct, follow, moveBall } from './pace.ts';
import type { PongMove, PongState } from './points.ts';
import { receiverOf } from './points.ts';
import type { Hit, Pace, PongFrame } from './pong-frame.ts';
import { fastestPaddle, parsePongFrame } from './pong-frame.ts';
import type { PongLive, Rally } from './pong-round.ts';
import { attendanceOf, commonMs } from './pong-round.ts';
import { firstPicture, look, sceneOf } from './pong-scene.ts';

/** The clocks of both may differ by so much when they have just met. */
const earliestMs = 300;
/** Weight of the newest speed of a paddle. */
const speedWeight = 0.4;

export function beginLive(state: PongState, seat: Seat): PongLive {
  const rest: Pace = { n: 0, fromMs: 0, atMs: null, counted: true };
  const rally: Rally = { ...newRally(state, rest), rested: true };
  const paddle = { x: centre.x, speed: 0 };
  const picture = firstPicture(rally.leg);
  return { seat, nowMs: 0, rally, paddle, unwatchedMs: 0, theirs: null, lag: null, picture };
}

export function tickLive(before: PongLive, input: LiveInput<PongState>): LiveTick<PongLive, PongMove> {
  const heard = hear(passTime(before, input), input.theirs);
  const moved = movePaddle(heard, input);
  const paced = keepPace(takePoint(moved, input.state), input.passedMs);
  const { live: decided, moves } = decide(paced);
  const live = look(decided, input.passedMs);
  return { live, show: frameOf(live), view: sceneOf(live), moves };
}

function passTime(live: PongLive, { passedMs, watched }: LiveInput): PongLive {
  return { ...live, nowMs: live.nowMs + passedMs, unwatchedMs: watched ? 0 : live.unwatchedMs + passedMs };
}

function hear(live: PongLive, value: unknown): PongLive {
  const frame = value === undefined ? undefined : parsePongFrame(value);
  if (frame === undefined) return live;
  const lag = addLag(live.lag, live.nowMs - frame.nowMs);
  return { ...live, lag, theirs: { frame, atMs: live.nowMs } };
}

/** The paddle here is where the person wants it, at once; nothing that comes by the link ever moves it. */
function movePaddle(live: PongLive, { own, passedMs }: LiveInput): PongLive {
  if (typeof own !== 'number' || !Number.isFinite(own)) return live;
  const wanted = clamp(own, court.paddleHalf, court.width - court.paddleHalf);
  const x = live.seat === 0 ? wanted : court.width - wanted;
  const moved = passedMs > 0 ? (x - live.paddle.x) / passedMs : 0;
  const speed = live.paddle.speed + (moved - live.paddle.speed) * speedWeight;
  return { ...live, paddle: { x, speed: clamp(speed, -fastestPaddle, fastestPaddle) } };
}

function newRally(state: PongState, pace: Pace): Rally {
  const point = state.points.length;
  return { point, leg: serveBall(point, receiverOf(state)), ownHit: null, pace, ballMs: 0, rested: false };
}

/** Begins the next rally when a point was made. */
function takePoint(live: PongLive, state: PongState): PongLive {
  if (live.rally.point === state.points.length) return live;
  const { n } = live.rally.pace;
  const rest: Pace = { n: live.seat === 0 ? n + 1 : n, fromMs: 0, atMs: null, counted: false };
  const rally = newRally(state, rest);
  return { ...live, rally, picture: { ...live.picture, leg: rally.leg, error: { x: 0, y: 0 } } };
}

/** Takes what they have decided, and moves the ball. */
function keepPace(live: PongLive, passedMs: number): PongLive {
  const frame = live.theirs?.frame;
  const nowMs = commonMs(live);
  const isReady = attendanceOf(live) === 'here' && frame?.attendance === 'here';
  const met = frame?.point === live.rally.point;
  const taken = met && frame.hit !== null ? takeHit(live.rally, frame.hit, live.seat) : live.rally;
  const paced =
    live.seat === 0
      ? conduct(taken, { nowMs: live.nowMs, isReady, met })
      : follow(taken, met ? (frame.pace ?? undefined) : undefined);
  const rally = isReady && nowMs !== undefined ? moveBall(paced, { nowMs, passedMs }) : paced;
  return { ...live, rally };
}

/** One that comes before the ball can be there waits, for it is told again. */
function takeHit(rally: Rally, { hits, offset }: Hit, seat: Seat): Rally {
  const { leg, ballMs } = rally;
  const isDue = hits === leg.hits + 1 && defenderOf(leg) === otherSeat(seat) && ballMs >= arrivalMs(leg) - earliestMs;
  return isDue ? { ...rally, leg: returned(leg, offset) } : rally;
}

/** Nobody but the one at whose paddle the ball is says whether it is returned. */
function decide(live: PongLive): { readonly live: PongLive; readonly moves: readonly PongMove[] } {
  const { seat, rally, paddle } = live;
  const { leg, ballMs, point } = rally;
  if (defenderOf(leg) !== seat || ballMs < arrivalMs(leg)) return { live, moves: [] };
  const offset = offsetOn(paddle.x, leg);
  if (Math.abs(offset) > 1) return { live, moves: [{ point, hits: leg.hits }] };
  const next = returned(leg, offset);
  return { live: { ...live, rally: { ...rally, leg: next, ownHit: { hits: next.hits, offset } } }, moves: [] };
}

function frameOf(live: PongLive): PongFrame {
  const { seat, nowMs, lag, rally, paddle } = live;
  return {
    nowMs,
    lagMs: lag?.meanMs ?? null,
    attendance: attendanceOf(live),
    point: rally.point,
    paddle,
    hit: rally.ownHit,
    pace: seat === 0 ? rally.pace : null,
  };
}
