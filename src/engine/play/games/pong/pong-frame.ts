import * as v from 'valibot';
import { court } from './court.ts';
import { lastPoint, mostHits } from './points.ts';

/** What one side shows the other sixty times a second. Each tells all there is to know, so that any of them may be lost. */
export interface PongFrame {
  /** By the sender's clock, which starts with the round. */
  readonly nowMs: number;
  readonly lagMs: number | null;
  readonly attendance: Attendance;
  /** The point that the sender plays for. */
  readonly point: number;
  readonly paddle: Paddle;
  /** The sender's last return of this rally. */
  readonly hit: Hit | null;
  /** From seat 0 alone: its clock is the one that counts. */
  readonly pace: Pace | null;
}

/** `away`: nobody looks at the game there. `waiting`: nothing is heard from here. */
export type Attendance = 'here' | 'away' | 'waiting';

export interface Paddle {
  readonly x: number;
  /** Pixels a millisecond. */
  readonly speed: number;
}

export interface Hit {
  readonly hits: number;
  readonly offset: number;
}

/** How the clock of the rally runs. */
export interface Pace {
  /** Counts every change. */
  readonly n: number;
  /** Where the clock of the rally stands until then. */
  readonly fromMs: number;
  /** When it goes on, by the clock of seat 0; null while it rests. */
  readonly atMs: number | null;
  /** After a pause, which people are counted out of. */
  readonly counted: boolean;
}

export const fastestPaddle = 4;

/** More than a week: no round takes so long. */
const longestMs = 1e9;
const within = (lowest: number, highest: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(lowest), v.maxValue(highest));
const whole = (lowest: number, highest: number) => v.pipe(within(lowest, highest), v.integer());

const schema = v.object({
  nowMs: within(0, longestMs),
  lagMs: v.nullable(within(-longestMs, longestMs)),
  attendance: v.picklist(['here', 'away', 'waiting']),
  point: whole(0, lastPoint),
  paddle: v.object({ x: within(0, court.width), speed: within(-fastestPaddle, fastestPaddle) }),
  hit: v.nullable(v.object({ hits: whole(1, mostHits), offset: within(-1, 1) })),
  pace: v.nullable(
    v.object({
      n: whole(0, longestMs),
      fromMs: within(0, longestMs),
      atMs: v.nullable(within(0, longestMs)),
      counted: v.boolean(),
    }),
  ),
});

export function parsePongFrame(value: unknown): PongFrame | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}
