import { expect, test } from 'vitest';
import { createSeededRandom } from '../fakes/seeded-random.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';
import type { ChatWorld } from './chat-world.ts';
import { createChatWorld } from './chat-world.ts';
import type { Side } from './faulty-link.ts';
import { otherSide } from './faulty-link.ts';

const minuteMs = 60_000;

/** Two people without any other fault, so that only what the tests do matters. */
function createQuietWorld() {
  const clock = createVirtualClock();
  const world = createChatWorld(clock, createSeededRandom(1));
  Object.assign(world.weather, { duplicates: 0, stragglers: 0, refusals: 0 });
  Object.assign(world.weather, { mailRefusals: 0, mailFailures: 0, mailLosses: 0, mailDuplicates: 0 });
  const write = async (side: Side, ...texts: readonly string[]): Promise<void> => {
    for (const text of texts) {
      world.write(side, text);
      await clock.advanceAsync(50);
    }
  };
  const meet = async (): Promise<void> => {
    for (const side of ['a', 'b'] as const) if (!world.isRunning(side)) world.start(side);
    await clock.advanceAsync(100);
    world.link.connect();
    await clock.advanceAsync(minuteMs);
  };
  const part = async (): Promise<void> => {
    world.link.cut();
    await clock.advanceAsync(1_000);
  };
  return { clock, world, write, meet, part };
}

async function told(world: ChatWorld, sender: Side): Promise<readonly string[]> {
  const own = (await world.messages(sender)).filter(({ mine }) => mine);
  return own.map(({ text, state }) => `${text} ${state}`);
}

async function arrived(world: ChatWorld, side: Side): Promise<readonly string[]> {
  return (await world.messages(side)).filter(({ mine }) => !mine).map(({ text }) => text);
}

test('after a profile was put back every new message arrives, and is delivered and read only then', async () => {
  const { clock, world, write, meet, part } = createQuietWorld();
  await meet();
  await write('a', 'kept');
  await clock.advanceAsync(1_000);
  world.backUp('a');
  await write('a', 'lost 1', 'lost 2', 'lost 3');
  world.show('b', true);
  await part();
  world.putBack('a');
  world.show('b', false);
  await clock.advanceAsync(50);
  await write('a', 'one', 'two', 'three', 'four');
  await meet();
  expect(await told(world, 'a')).toEqual([
    'kept read',
    'one delivered',
    'two delivered',
    'three delivered',
    'four delivered',
  ]);
  expect(await arrived(world, 'b')).toEqual(['kept', 'lost 1', 'lost 2', 'lost 3', 'one', 'two', 'three', 'four']);
  world.show('b', true);
  await clock.advanceAsync(1_000);
  expect(new Set((await told(world, 'a')).map((line) => line.split(' ').at(-1)))).toEqual(new Set(['read']));
});

test('after a profile was put back its mail is read, whatever was in those places', async () => {
  const { clock, world, write, meet, part } = createQuietWorld();
  await meet();
  await write('a', 'kept');
  await clock.advanceAsync(1_000);
  world.backUp('a');
  await write('a', 'lost 1', 'lost 2', 'lost 3');
  await part();
  world.kill('b');
  world.putBack('a');
  await clock.advanceAsync(50);
  await write('a', 'one', 'two');
  await clock.advanceAsync(5 * minuteMs);
  world.kill('a');
  world.start('b');
  await clock.advanceAsync(5 * minuteMs);
  expect(await arrived(world, 'b')).toEqual(['kept', 'lost 1', 'lost 2', 'lost 3', 'one', 'two']);
  await meet();
  expect(await told(world, 'a')).toEqual(['kept delivered', 'one delivered', 'two delivered']);
});

test('who was put back gets again what nobody has read, and it is not read by reading what comes later', async () => {
  const { clock, world, write, meet, part } = createQuietWorld();
  await meet();
  await write('a', 'one');
  world.show('b', true);
  await clock.advanceAsync(1_000);
  world.show('b', false);
  world.backUp('b');
  await write('a', 'two', 'three');
  await clock.advanceAsync(1_000);
  await part();
  world.putBack('b');
  await write('a', 'four');
  await meet();
  expect(await arrived(world, 'b')).toEqual(['one', 'two', 'three', 'four']);
  expect(await told(world, 'a')).toEqual(['one read', 'two delivered', 'three delivered', 'four delivered']);
});

test('what somebody removed with a contact unread is not read by adding them again', async () => {
  const { clock, world, write, meet, part } = createQuietWorld();
  await meet();
  await write('a', 'one', 'two');
  await clock.advanceAsync(1_000);
  await part();
  const added = world.removeAndAdd('b');
  await clock.advanceAsync(1_000);
  await added;
  await write('a', 'three');
  await meet();
  world.show('b', true);
  await clock.advanceAsync(1_000);
  expect(await arrived(world, otherSide('a'))).toEqual(['three']);
  expect(await told(world, 'a')).toEqual(['one delivered', 'two delivered', 'three read']);
});
