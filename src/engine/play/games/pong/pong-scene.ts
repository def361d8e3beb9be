import type { Leg } from './ball.ts';
import { arrivalMs, ballAt, defenderOf, offsetOn, returned } from './ball.ts';
import type { Point } from './court.ts';
import { centre, clamp, court, turned } from './court.ts';
import type { CourtPicture, PongLive } from './pong-round.ts';
import { attendanceOf, commonMs } from './pong-round.ts';

/** What the surface of one seat shows: its own paddle is below. */
export interface PongScene {
  readonly phase: 'waiting' | 'away' | 'countdown' | 'playing';
  /** Until the ball moves; 0 but in a countdown. */
  readonly seconds: number;
  readonly ball: Point;
  readonly mine: number;
  readonly theirs: number;
  /** Rises with each return. */
  readonly hits: number;
}

const ballSettlesMs = 60;
const paddleSettlesMs = 40;
/** A paddle is presumed to go on no further than that. */
const furthest = 40;

export function firstPicture(leg: Leg): CourtPicture {
  return { leg, error: { x: 0, y: 0 }, theirX: centre.x };
}

export function look(live: PongLive, passedMs: number): PongLive {
  const { rally, picture } = live;
  const leg = presumedLeg(live);
  const [before, after] = [ballAt(picture.leg, rally.ballMs), ballAt(leg, rally.ballMs)];
  const fading = Math.exp(-passedMs / ballSettlesMs);
  const error = { x: picture.error.x * fading + before.x - after.x, y: picture.error.y * fading + before.y - after.y };
  const nearer = 1 - Math.exp(-passedMs / paddleSettlesMs);
  const theirX = picture.theirX + (presumedPaddle(live) - picture.theirX) * nearer;
  return { ...live, picture: { leg, error, theirX } };
}

/** When the ball has been at their paddle, and what became of it is still on its way: what would become of it where they seem to be. */
function presumedLeg(live: PongLive): Leg {
  const { leg, ballMs } = live.rally;
  if (defenderOf(leg) === live.seat || ballMs <= arrivalMs(leg)) return leg;
  const offset = offsetOn(presumedPaddle(live), leg);
  return Math.abs(offset) <= 1 ? returned(leg, offset) : leg;
}

function presumedPaddle({ theirs, nowMs }: PongLive): number {
  if (theirs === null) return centre.x;
  const { x, speed } = theirs.frame.paddle;
  const further = clamp(speed * (nowMs - theirs.atMs), -furthest, furthest);
  return clamp(x + further, court.paddleHalf, court.width - court.paddleHalf);
}

export function sceneOf(live: PongLive): PongScene {
  const { seat, rally, picture, paddle } = live;
  const { x, y } = ballAt(picture.leg, rally.ballMs);
  const ball = { x: x + picture.error.x, y: y + picture.error.y };
  const across = (place: number): number => (seat === 0 ? place : court.width - place);
  return {
    ...phaseOf(live),
    ball: seat === 0 ? ball : turned(ball),
    mine: across(paddle.x),
    theirs: across(picture.theirX),
    hits: picture.leg.hits,
  };
}

function phaseOf(live: PongLive): Pick<PongScene, 'phase' | 'seconds'> {
  const { counted, atMs } = live.rally.pace;
  if (live.theirs?.frame.attendance === 'away') return { phase: 'away', seconds: 0 };
  if (attendanceOf(live) === 'waiting') return { phase: 'waiting', seconds: 0 };
  const nowMs = commonMs(live);
  if (!counted || (atMs !== null && nowMs !== undefined && nowMs >= atMs)) return { phase: 'playing', seconds: 0 };
  if (atMs === null || nowMs === undefined) return { phase: 'waiting', seconds: 0 };
  return { phase: 'countdown', seconds: Math.ceil((atMs - nowMs) / 1_000) };
}
