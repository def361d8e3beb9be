import { expect, test } from 'vitest';
import { createSeededRandom } from '../fakes/seeded-random.ts';
import type { VirtualClock } from '../fakes/virtual-clock.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';
import type { ChatWorld } from './chat-world.ts';
import { createChatWorld } from './chat-world.ts';
import type { Side } from './faulty-link.ts';
import { otherSide } from './faulty-link.ts';

const dayAndNightMs = 5 * 60_000;

/** Both write, and are never there at the same time. */
async function liveApart(seed: number): Promise<{ world: ChatWorld; clock: VirtualClock }> {
  const clock = createVirtualClock();
  const random = createSeededRandom(seed);
  const world = createChatWorld(clock, random);
  // What is lost or refused comes when the two meet; here they do not.
  Object.assign(world.weather, { mailLosses: 0, mailRefusals: 0 });
  for (const side of ['a', 'b', 'a', 'b', 'a', 'b'] as const) {
    world.start(side);
    await clock.advanceAsync(1_000);
    for (let count = random.between(1, 40); count > 0; count -= 1) {
      world.write(side, `${side}${world.confirmed[side].length + 1}`);
      await clock.advanceAsync(random.between(0, 3_000));
    }
    await clock.advanceAsync(dayAndNightMs);
    if (random.chance(0.3)) {
      world.kill(side);
      world.start(side);
      await clock.advanceAsync(dayAndNightMs);
    }
    world.kill(side);
  }
  return { world, clock };
}

async function texts(world: ChatWorld, side: Side, mine: boolean): Promise<readonly string[]> {
  return (await world.messages(side)).filter((message) => message.mine === mine).map(({ text }) => text);
}

test('mail: two who are never there together read everything once and in order, and agree when they meet', async () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const { world, clock } = await liveApart(seed);
    world.start('a');
    await clock.advanceAsync(dayAndNightMs);
    expect(await texts(world, 'a', false), `seed ${seed}`).toEqual(world.confirmed.b);
    world.kill('a');
    world.start('b');
    await clock.advanceAsync(dayAndNightMs);
    expect(await texts(world, 'b', false), `seed ${seed}`).toEqual(world.confirmed.a);

    world.start('a');
    await clock.advanceAsync(dayAndNightMs);
    world.link.connect();
    await clock.advanceAsync(dayAndNightMs);
    for (const side of ['a', 'b'] as const) {
      const own = (await world.messages(side)).filter(({ mine }) => mine);
      expect(new Set(own.map(({ state }) => state)), `seed ${seed}`).toEqual(new Set(['delivered']));
      expect(await texts(world, otherSide(side), false), `seed ${seed}`).toEqual(world.confirmed[side]);
    }
  }
});

test('mail: a burst costs few writes, and a contact who is there none', async () => {
  const clock = createVirtualClock();
  const world = createChatWorld(clock, createSeededRandom(1));
  Object.assign(world.weather, { mailRefusals: 0, mailFailures: 0, mailLosses: 0, refusals: 0 });
  world.start('a');
  await clock.advanceAsync(1_000);
  for (let count = 1; count <= 1_000; count += 1) world.write('a', `a${count}`);
  await clock.advanceAsync(dayAndNightMs);
  expect(world.mail.written.a).toBeLessThan(20);
  const afterBurst = world.mail.written.a;

  world.start('b');
  world.link.connect();
  await clock.advanceAsync(dayAndNightMs);
  for (let count = 0; count < 50; count += 1) world.write('a', 'while both are there');
  await clock.advanceAsync(dayAndNightMs);
  expect(world.mail.written).toEqual({ a: afterBurst, b: 0 });
  expect(await texts(world, 'b', false)).toHaveLength(1_050);
});
