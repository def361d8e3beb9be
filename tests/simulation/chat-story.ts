import { expect } from 'vitest';
import type { MessageView } from '#src/shared/snapshot.ts';
import type { SeededRandom } from '../fakes/seeded-random.ts';
import type { VirtualClock } from '../fakes/virtual-clock.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';
import type { ChatWorld } from './chat-world.ts';
import { createChatWorld } from './chat-world.ts';
import type { Side } from './faulty-link.ts';
import { otherSide } from './faulty-link.ts';

const sides = ['a', 'b'] as const;

export interface StoryPlan {
  readonly steps: number;
  /** Now and then a disk is put back to an older copy of it. */
  readonly putsBack?: true;
}

/** Plays that many random happenings, lets everything calm down and looks; resolves to the number of messages promised. */
export async function tellStory(random: SeededRandom, { steps, putsBack }: StoryPlan): Promise<number> {
  const clock = createVirtualClock();
  const world = createChatWorld(clock, random);
  const written = { a: 0, b: 0 };
  for (const side of sides) world.start(side);
  for (let step = 0; step < steps; step += 1) {
    if (putsBack && random.chance(0.05)) goBack(world, random);
    else happen(world, random, written);
    if (putsBack && random.chance(0.1)) for (const side of sides) await expectNothingMadeUp(world, side);
    await clock.advanceAsync(random.chance(0.05) ? random.between(0, 30_000) : random.between(0, 120));
  }

  return putsBack ? endAfterPuttingBack(world, clock) : endWell(world, clock);
}

function goBack(world: ChatWorld, random: SeededRandom): void {
  const side = random.chance(0.5) ? 'a' : 'b';
  if (random.chance(0.6)) world.backUp(side);
  else world.putBack(side);
}

/** Nothing breaks any more and both look: now everything promised is there, once and in order. Resolves to how much that is. */
export async function endWell(world: ChatWorld, clock: VirtualClock): Promise<number> {
  await calmDown(world, clock);
  for (const side of sides) await expectAllDelivered(world, side);
  await expectSameOnBothSides(world);
  expect(clock.pending(), 'timers left behind').toBe(0);
  return world.confirmed.a.length + world.confirmed.b.length;
}

async function calmDown(world: ChatWorld, clock: VirtualClock): Promise<void> {
  Object.assign(world.weather, { duplicates: 0, stragglers: 0, refusals: 0, abortRate: { a: 0, b: 0 } });
  for (const side of sides) {
    if (!world.isRunning(side)) world.start(side);
    world.show(side, true);
  }
  await clock.advanceAsync(3_000);
  world.link.connect();
  await clock.advanceAsync(10 * 60_000);
}

type Happening = (world: ChatWorld, side: Side, random: SeededRandom) => void;

/** What can happen to one of the two, and how many times in a hundred it does. */
const happenings: readonly (readonly [weight: number, happening: Happening])[] = [
  [10, (world) => world.link.connect()],
  [8, (world) => world.link.cut()],
  [6, (world, side) => world.kill(side)],
  [10, (world) => sides.filter((side) => !world.isRunning(side)).forEach(world.start)],
  [4, (world, side, random) => Object.assign(world.weather.abortRate, { [side]: random.chance(0.5) ? 0.1 : 1 })],
  [4, (world, side) => Object.assign(world.weather.abortRate, { [side]: 0 })],
  [4, (world, side, random) => world.show(side, random.chance(0.5))],
  [16, (world, side, random) => times(random.between(1, 4), () => world.amend(side))],
  [4, (world, side, random) => world.type(side, random.chance(0.7))],
];

function happen(world: ChatWorld, random: SeededRandom, written: Record<Side, number>): void {
  const side = random.chance(0.5) ? 'a' : 'b';
  let dice = random.between(1, 100);
  for (const [weight, happening] of happenings) {
    if (dice <= weight) {
      happening(world, side, random);
      return;
    }
    dice -= weight;
  }
  times(random.chance(0.1) ? 60 : random.between(1, 3), () => {
    written[side] += 1;
    world.write(side, `${side}${written[side]}`);
  });
}

function times(count: number, action: () => void): void {
  for (let done = 0; done < count; done += 1) action();
}

async function expectAllDelivered(world: ChatWorld, sender: Side): Promise<void> {
  const own = (await world.messages(sender)).filter(({ mine }) => mine);
  const arrived = (await world.messages(otherSide(sender))).filter(({ mine }) => !mine);
  const places = own.flatMap(({ text }) => numberIn(text) ?? []);
  expect(places, 'order in which they were written').toEqual(places.toSorted((one, other) => one - other));
  expect(
    arrived.map(({ id, text }) => [id, text]),
    'arrived once each and in order',
  ).toEqual(own.map(({ id, text }) => [id, text]));
  const kept = new Set(own.map(({ id }) => id));
  expect(
    world.promised[sender].filter((id) => !kept.has(id)),
    'promised and lost',
  ).toEqual([]);
  expect(
    own.filter(({ id, deleted }) => world.deleted[sender].includes(id) && !deleted),
    'deleted and back again',
  ).toEqual([]);
  expect(
    [...new Set(own.map(({ state }) => state))].filter((state) => state !== 'read'),
    'states at the end',
  ).toEqual([]);
  expect(world.unread(sender), 'unread although shown').toBe(0);
  expect(world.badFrames[sender], 'frames taken for nonsense').toBe(0);
}

/** Of what was written in the story itself, before or after it was corrected; nothing for answers and deleted ones. */
function numberIn(text: string): number | undefined {
  const [, digits] = /^[ab](\d+)/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Edits, deletions, reactions and what an answer quotes. */
async function expectSameOnBothSides(world: ChatWorld): Promise<void> {
  const [seenByA, seenByB] = await Promise.all(sides.map((side) => world.messages(side)));
  expect(stateOf(seenByB ?? [], true), 'another end here than there').toEqual(stateOf(seenByA ?? [], false));
}

function stateOf(messages: readonly MessageView[], turned: boolean) {
  return new Map(
    messages.map(({ id, text, edited, deleted, reactions = {}, quote }) => {
      const { mine, theirs } = reactions;
      return [id, { text, edited, deleted, reactions: turned ? [theirs, mine] : [mine, theirs], quote: quote?.text }];
    }),
  );
}

/** What disks lost is lost; everything else arrived, once and in order, and nobody was told what did not happen. */
async function endAfterPuttingBack(world: ChatWorld, clock: VirtualClock): Promise<number> {
  await calmDown(world, clock);
  for (const side of sides) {
    await expectNothingMadeUp(world, side);
    await expectAllButTheLost(world, side);
  }
  expect(clock.pending(), 'timers left behind').toBe(0);
  return world.promised.a.length + world.promised.b.length;
}

/** Whatever a side is told of its messages was so at some time. */
async function expectNothingMadeUp(world: ChatWorld, sender: Side): Promise<void> {
  const { stored, seen } = world.witness;
  const there = otherSide(sender);
  for (const { id, mine, state } of await world.messages(sender)) {
    if (!mine) continue;
    if (state === 'delivered' || state === 'read') expect(stored[there].has(id), `${id} delivered`).toBe(true);
    if (state === 'read') expect(seen[there].has(id), `${id} read`).toBe(true);
  }
}

async function expectAllButTheLost(world: ChatWorld, sender: Side): Promise<void> {
  const own = (await world.messages(sender)).filter(({ mine }) => mine);
  const arrived = (await world.messages(otherSide(sender))).filter(({ mine }) => !mine).map(({ id }) => id);
  const ids = own.map(({ id }) => id);
  const lost = world.witness.lost[otherSide(sender)];
  expect(new Set(arrived).size, 'arrived once each').toBe(arrived.length);
  expect(
    world.promised[sender].filter((id) => !ids.includes(id)),
    'promised and forgotten',
  ).toEqual([]);
  const kept = ids.filter((id) => !lost.has(id));
  expect(
    arrived.filter((id) => kept.includes(id)),
    'arrived in order',
  ).toEqual(kept);
  expect(
    [...new Set(own.map(({ state }) => state))].filter((state) => state !== 'read' && state !== 'delivered'),
    'states at the end',
  ).toEqual([]);
  expect(world.unread(sender), 'unread although shown').toBe(0);
  expect(world.badFrames[sender], 'frames taken for nonsense').toBe(0);
}
