import { expect } from 'vitest';
import type { SeededRandom } from '../fakes/seeded-random.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';
import type { ChatWorld } from './chat-world.ts';
import { createChatWorld } from './chat-world.ts';
import type { Side } from './faulty-link.ts';
import { otherSide } from './faulty-link.ts';

const sides = ['a', 'b'] as const;

/** Plays that many random happenings, lets everything calm down and looks; resolves to the number of messages promised. */
export async function tellStory(random: SeededRandom, steps: number): Promise<number> {
  const clock = createVirtualClock();
  const world = createChatWorld(clock, random);
  const written = { a: 0, b: 0 };
  for (const side of sides) world.start(side);
  for (let step = 0; step < steps; step += 1) {
    happen(world, random, written);
    await clock.advanceAsync(random.chance(0.05) ? random.between(0, 30_000) : random.between(0, 120));
  }

  Object.assign(world.weather, { duplicates: 0, stragglers: 0, refusals: 0, abortRate: { a: 0, b: 0 } });
  for (const side of sides) {
    if (!world.isRunning(side)) world.start(side);
    world.show(side, true);
  }
  await clock.advanceAsync(3_000);
  world.link.connect();
  await clock.advanceAsync(10 * 60_000);

  for (const side of sides) await expectAllDelivered(world, side);
  expect(clock.pending(), 'timers left behind').toBe(0);
  return world.confirmed.a.length + world.confirmed.b.length;
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
  for (let count = random.chance(0.1) ? 60 : random.between(1, 3); count > 0; count -= 1) {
    written[side] += 1;
    world.write(side, `${side}${written[side]}`);
  }
}

async function expectAllDelivered(world: ChatWorld, sender: Side): Promise<void> {
  const own = (await world.messages(sender)).filter(({ mine }) => mine);
  const arrived = (await world.messages(otherSide(sender))).filter(({ mine }) => !mine);
  const texts = own.map(({ text }) => text);
  const numbers = texts.map((text) => Number(text.slice(1)));
  expect(numbers, 'order in which they were written').toEqual(numbers.toSorted((one, other) => one - other));
  expect(
    arrived.map(({ text }) => text),
    'arrived once each and in order',
  ).toEqual(texts);
  expect(
    world.confirmed[sender].filter((text) => !texts.includes(text)),
    'promised and lost',
  ).toEqual([]);
  expect(
    [...new Set(own.map(({ state }) => state))].filter((state) => state !== 'read'),
    'states at the end',
  ).toEqual([]);
  expect(world.unread(sender), 'unread although shown').toBe(0);
  expect(world.badFrames[sender], 'frames taken for nonsense').toBe(0);
}
