import { describe, expect, it } from 'vitest';
import { arrivalMs, ballAt, defenderOf, offsetOn, returned, serveBall } from '#src/engine/play/games/pong/ball.ts';
import { court } from '#src/engine/play/games/pong/court.ts';
import type { PongState } from '#src/engine/play/games/pong/points.ts';
import { pong } from '#src/engine/play/games/pong/pong.ts';
import type { PongFrame } from '#src/engine/play/games/pong/pong-frame.ts';
import { tickLive } from '#src/engine/play/games/pong/pong-live.ts';
import type { PongLive } from '#src/engine/play/games/pong/pong-round.ts';
import type { PongSide } from '../../../../fakes/pong-pair.ts';
import { createPongPair } from '../../../../fakes/pong-pair.ts';

const calm = { seed: 3, delayMs: [40, 60], loss: 0 } as const;

/** Nobody moves until the ball is in the middle of the first leg, on its way to seat 1. */
function duringServe() {
  const { clock, sides } = createPongPair(calm);
  clock.advance(4_000);
  const [here, there] = sides;
  expect(defenderOf(here.live.rally.leg)).toBe(1);
  expect(here.live.rally.ballMs).toBeGreaterThan(100);
  return { clock, here, there };
}

function shownBy(side: PongSide): PongFrame {
  return tickLive(side.live, { ...nothing, state: side.state, passedMs: 0 }).show as PongFrame;
}

const nothing = { passedMs: 17, own: undefined, theirs: undefined, timing: null, watched: true } as const;

function hearing(side: PongSide, theirs: unknown): PongLive {
  return tickLive(side.live, { ...nothing, state: side.state, theirs }).live;
}

function phases({ here, there }: { readonly here: PongSide; readonly there: PongSide }) {
  return [here.scene?.phase, there.scene?.phase];
}

describe('the points of pong', () => {
  const begun = pong.begin(0);

  it('are given by the one whom the ball has passed', () => {
    // Seat 0 serves, seat 1 receives; each return changes who is to return it.
    expect(pong.play(begun, 1, { point: 0, hits: 0 })?.points).toEqual([0]);
    expect(pong.play(begun, 0, { point: 0, hits: 1 })?.points).toEqual([1]);
    expect(pong.play(begun, 0, { point: 0, hits: 0 })).toBeUndefined();
    expect(pong.play(begun, 1, { point: 0, hits: 3 })).toBeUndefined();
  });

  it('count once, in order, and not after the end', () => {
    const once = pong.play(begun, 1, { point: 0, hits: 0 });
    expect(once && pong.play(once, 1, { point: 0, hits: 0 })).toBeUndefined();
    expect(pong.play(begun, 1, { point: 1, hits: 0 })).toBeUndefined();
    const over: PongState = { first: 0, points: Array.from({ length: 11 }, () => 1 as const) };
    expect(pong.outcome(over)).toEqual({ winner: 1 });
    expect(pong.play(over, 0, { point: 11, hits: 0 })).toBeUndefined();
    expect(pong.play(over, 1, { point: 11, hits: 0 })).toBeUndefined();
  });

  it.each([
    null,
    7,
    {},
    { point: 0 },
    { point: -1, hits: 0 },
    { point: 21, hits: 0 },
    { point: 0.5, hits: 0 },
    { point: 0, hits: Number.NaN },
    { point: 0, hits: 1e300 },
    { point: '0', hits: 0 },
  ])('are not made by %j', (value) => {
    expect(pong.parseMove(value)).toBeUndefined();
  });
});

describe('the ball of pong', () => {
  it('stays between the walls, and arrives at a paddle that covers where it is', () => {
    let leg = serveBall(1, 0);
    for (let hit = 0; hit < 200; hit += 1) {
      const way = Array.from({ length: 50 }, (_, part) => leg.startMs + part * 20).map((ms) => ballAt(leg, ms).x);
      expect(Math.min(...way)).toBeGreaterThanOrEqual(court.ballRadius);
      expect(Math.max(...way)).toBeLessThanOrEqual(court.width - court.ballRadius);
      const { x } = ballAt(leg, arrivalMs(leg));
      expect(offsetOn(x, leg)).toBe(0);
      expect(Math.abs(offsetOn(x + court.paddleHalf, leg))).toBeLessThan(1);
      expect(Math.abs(offsetOn(x + court.paddleHalf + court.ballRadius + 1, leg))).toBeGreaterThan(1);
      leg = returned(leg, ((hit * 37) % 200) / 100 - 1);
    }
    // In 0.9 s from one paddle to the other, and no faster.
    expect(arrivalMs(leg) - leg.startMs).toBeGreaterThan(850);
  });
});

describe('what the other side shows', () => {
  const forge = (side: PongSide, part: object): unknown => ({ ...shownBy(side), ...part });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'ball'],
    ['a clock that is no number', { nowMs: Number.NaN }],
    ['a clock without end', { nowMs: Infinity }],
    ['a huge clock', { nowMs: 1e300 }],
    ['a huge lag', { lagMs: -1e300 }],
    ['a paddle outside', { paddle: { x: 1e9, speed: 0 } }],
    ['a paddle that is nowhere', { paddle: { x: Number.NaN, speed: 0 } }],
    ['a paddle faster than any', { paddle: { x: 9, speed: 1e6 } }],
    ['a return beside the paddle', { hit: { hits: 1, offset: 1.01 } }],
    ['a return from nowhere', { hit: { hits: 1, offset: Number.NaN } }],
    ['half a return', { hit: { hits: 1.5, offset: 0 } }],
    ['a point that cannot be', { point: 21 }],
    ['a pace without end', { pace: { n: 9, fromMs: Infinity, atMs: null, counted: false } }],
  ])('is dropped as a whole when it is %s', (_what, part) => {
    const { here, there } = duringServe();
    const value = typeof part === 'object' && part !== null ? forge(there, part) : part;
    expect(hearing(here, value)).toEqual(hearing(here, undefined));
  });

  it.each<[string, Partial<PongFrame>]>([
    ['before the ball can be there', { hit: { hits: 1, offset: 0.5 } }],
    ['that is one too far', { hit: { hits: 2, offset: 0.5 } }],
    ['of another point', { point: 1, hit: { hits: 1, offset: 0.5 } }],
    ['with a pace that is not theirs to set', { pace: { n: 1e6, fromMs: 1e6, atMs: null, counted: false } }],
  ])('changes nothing of the rally by a return %s', (_which, part) => {
    const { here, there } = duringServe();
    expect(hearing(here, forge(there, part)).rally).toEqual(hearing(here, undefined).rally);
  });

  it('is a return once the ball is there', () => {
    const { clock, here, there } = duringServe();
    const early = forge(there, { hit: { hits: 1, offset: 0.5 } });
    there.own = court.width - ballAt(there.live.rally.leg, arrivalMs(there.live.rally.leg)).x + 10;
    clock.advance(arrivalMs(here.live.rally.leg) - here.live.rally.ballMs + 100);
    expect(here.live.rally.leg.hits).toBe(1);
    expect(here.live.rally.leg).toEqual(there.live.rally.leg);
    expect(hearing(here, early).rally.leg).toEqual(here.live.rally.leg);
  });

  it('makes the ball no faster than twice by a clock that runs wild', () => {
    const { here, there } = duringServe();
    const before = there.live.rally.ballMs;
    const after = hearing(there, forge(here, { nowMs: 900_000_000, lagMs: 800_000_000 })).rally.ballMs;
    expect(after - before).toBeGreaterThan(0);
    expect(after - before).toBeLessThanOrEqual(34);
  });
});

describe('a pause in pong', () => {
  it('begins for both when nobody has looked at one side for 3 s, and says so', () => {
    const { clock, here, there } = duringServe();
    there.watched = false;
    clock.advance(2_900);
    expect(phases({ here, there })).toEqual(['playing', 'playing']);
    clock.advance(300);
    expect(here.scene?.phase).toBe('away');
    const rest = () => [here.scene?.ball, there.live.rally.ballMs, here.points.length, there.points.length];
    clock.advance(300);
    const before = rest();
    clock.advance(60_000);
    expect(rest()).toEqual(before);
  });

  it.each(['here', 'there'] as const)('of the one %s ends in a countdown for both when they look again', (who) => {
    const sides = duringServe();
    sides[who].watched = false;
    sides.clock.advance(20_000);
    sides[who].watched = true;
    sides.clock.advance(400);
    expect(phases(sides)).toEqual(['countdown', 'countdown']);
    expect([sides.here.scene?.seconds, sides.there.scene?.seconds]).toEqual([3, 3]);
    sides.clock.advance(3_000);
    expect(phases(sides)).toEqual(['playing', 'playing']);
  });

  it('is none when the surface was closed for less', () => {
    const { clock, here, there } = duringServe();
    const { n } = here.live.rally.pace;
    there.watched = false;
    clock.advance(800);
    there.watched = true;
    clock.advance(200);
    expect(phases({ here, there })).toEqual(['playing', 'playing']);
    expect(here.live.rally.pace.n).toBeLessThanOrEqual(n + 2);
  });

  it('leaves time to react', () => {
    const { clock, here, there } = duringServe();
    const { leg } = here.live.rally;
    // Seat 0 looks away so that the pause begins right before the ball is at the paddle of seat 1.
    here.live = { ...here.live, unwatchedMs: 3_000 - (arrivalMs(leg) - here.live.rally.ballMs - 100) };
    here.watched = false;
    clock.advance(1_500);
    expect(there.scene?.phase).toBe('away');
    here.watched = true;
    clock.advance(600);
    expect(arrivalMs(leg) - there.live.rally.ballMs).toBeGreaterThanOrEqual(599);
  });

  it('costs nobody the point whose computer slept while the ball was on its way to them', () => {
    const { clock, here, there } = duringServe();
    there.asleep = true;
    clock.advance(20_000);
    there.asleep = false;
    clock.advance(600);
    expect(phases({ here, there })).toEqual(['countdown', 'countdown']);
    expect([here.points, there.points]).toEqual([[], []]);
    expect(arrivalMs(there.live.rally.leg) - there.live.rally.ballMs).toBeGreaterThanOrEqual(599);
  });

  it('begins for both when one is not heard any more', () => {
    const { clock, here, there } = duringServe();
    there.asleep = true;
    clock.advance(1_200);
    expect(here.scene?.phase).toBe('waiting');
    const { ballMs } = here.live.rally;
    clock.advance(10_000);
    expect(here.live.rally.ballMs).toBe(ballMs);
  });
});
