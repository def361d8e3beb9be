import { court } from '#src/engine/play/games/pong/court.ts';
import type { PongMove, PongState } from '#src/engine/play/games/pong/points.ts';
import { pong } from '#src/engine/play/games/pong/pong.ts';
import { beginLive, tickLive } from '#src/engine/play/games/pong/pong-live.ts';
import type { PongLive } from '#src/engine/play/games/pong/pong-round.ts';
import type { PongScene } from '#src/engine/play/games/pong/pong-scene.ts';
import type { Seat } from '#src/engine/play/rules/game.ts';
import { otherSeat } from '#src/engine/play/rules/game.ts';
import type { SeededRandom } from './seeded-random.ts';
import { createSeededRandom } from './seeded-random.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { createVirtualClock } from './virtual-clock.ts';

/** Each way, on both sides of the lane; a lost move is sent again, as SCTP does, and holds up those behind it. */
export interface LossyWay {
  readonly seed: number;
  readonly delayMs: readonly [number, number];
  readonly loss: number;
  /** Of both computers: how many ticks in all come so much later. */
  readonly standstills?: { readonly share: number; readonly lateMs: readonly [number, number] };
}

export interface PongSide {
  readonly seat: Seat;
  state: PongState;
  live: PongLive;
  scene: PongScene | undefined;
  /** Who made each point, in the order in which it was known here, over all rounds. */
  readonly points: Seat[];
  readonly refused: PongMove[];
  watched: boolean;
  /** Nothing ticks while true: the computer sleeps. */
  asleep: boolean;
  /** Where the person wants the paddle, as they see it. */
  own: unknown;
  onTick: (side: PongSide) => void;
}

interface Deliveries {
  newest: number;
  theirs: unknown;
  sent: number;
  busyUntilMs: number;
}

const tickMs = 1_000 / 60;
const retransmitMs = 300;

export type PongPair = ReturnType<typeof createPongPair>;

/** Two people at Pong: all of its rules, and a lane that loses, delays and reorders. */
export function createPongPair(way: LossyWay) {
  const clock = createVirtualClock();
  const random = createSeededRandom(way.seed);
  const sides = [createSide(0), createSide(1)] as const;
  for (const side of sides) run(side, { way, clock, random, other: sides[otherSeat(side.seat)] });
  return { clock, random, sides };
}

function createSide(seat: Seat): PongSide {
  const state = pong.begin(0);
  return {
    seat,
    state,
    live: beginLive(state, seat),
    scene: undefined,
    points: [],
    refused: [],
    watched: true,
    asleep: false,
    own: court.width / 2,
    onTick: () => undefined,
  };
}

interface Around {
  readonly way: LossyWay;
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly other: PongSide;
}

const inboxes = new WeakMap<PongSide, Deliveries>();

function inboxOf(side: PongSide): Deliveries {
  const inbox = inboxes.get(side) ?? { newest: 0, theirs: undefined, sent: 0, busyUntilMs: 0 };
  inboxes.set(side, inbox);
  return inbox;
}

function run(side: PongSide, around: Around): void {
  const { clock, random, way } = around;
  const lateMs = (): number =>
    way.standstills && random.chance(way.standstills.share) ? random.between(...way.standstills.lateMs) : 0;
  let atMs = clock.nowMs();
  const tick = (): void => {
    // Browsers are punctual to a few milliseconds.
    clock.after(tickMs + random.between(-2, 2) + lateMs(), tick);
    if (side.asleep) return;
    const inbox = inboxOf(side);
    const { own, state, watched } = side;
    const passedMs = clock.nowMs() - atMs;
    atMs = clock.nowMs();
    const next = tickLive(side.live, { state, passedMs, own, theirs: inbox.theirs, timing: null, watched });
    inbox.theirs = undefined;
    side.live = next.live;
    side.scene = next.view as PongScene;
    show(next.show, around);
    for (const move of next.moves) decide(side, move, around);
    side.onTick(side);
  };
  // The news that the round begins takes as long as any.
  clock.after(random.between(0, 400), tick);
}

function show(value: unknown, { way, clock, random, other }: Around): void {
  const inbox = inboxOf(other);
  inbox.sent += 1;
  const n = inbox.sent;
  if (random.chance(way.loss)) return;
  const sent = JSON.stringify(value);
  clock.after(random.between(...way.delayMs), () => {
    if (n <= inbox.newest) return;
    inbox.newest = n;
    inbox.theirs = JSON.parse(sent);
  });
}

function decide(side: PongSide, move: PongMove, { way, clock, random, other }: Around): void {
  if (!take(side, side.seat, move)) return;
  const inbox = inboxOf(other);
  let delayMs = random.between(...way.delayMs);
  while (random.chance(way.loss)) delayMs += retransmitMs;
  inbox.busyUntilMs = Math.max(inbox.busyUntilMs, clock.nowMs() + delayMs);
  clock.after(inbox.busyUntilMs - clock.nowMs(), () => take(other, side.seat, JSON.parse(JSON.stringify(move))));
}

/** Judges a move as both browsers do; another round follows when one is over. */
function take(side: PongSide, seat: Seat, value: unknown): boolean {
  const move = pong.parseMove(value);
  const next = move && pong.play(side.state, seat, move);
  if (next === undefined) {
    if (move !== undefined) side.refused.push(move);
    return false;
  }
  const winner = next.points.at(-1);
  if (winner !== undefined) side.points.push(winner);
  side.state = pong.outcome(next) === null ? next : pong.begin(0);
  if (side.state.points.length === 0) side.live = beginLive(side.state, side.seat);
  return true;
}

/** Somebody of flesh and blood: slow to see, not exact, and no faster than a hand. */
export function playByHand(side: PongSide, random: SeededRandom): void {
  const seen: number[] = [];
  let aim = 0;
  let hits = -1;
  let hand = court.width / 2;
  side.onTick = ({ scene }) => {
    if (scene === undefined) return;
    if (scene.hits !== hits) aim = random.between(-46, 46);
    hits = scene.hits;
    seen.push(scene.ball.x);
    const wanted = (seen.length > 9 ? (seen.shift() ?? hand) : hand) + aim;
    hand += Math.max(-6, Math.min(6, wanted - hand));
    side.own = hand;
  };
}
