import { createSeededRandom } from '../fakes/seeded-random.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';
import { endWell } from './chat-story.ts';
import { createChatWorld } from './chat-world.ts';

const sides = ['a', 'b'] as const;
const bursts = 12;

export interface StorageFault {
  readonly seed: number;
  /** Which write of the whole story is refused, counted from 1 over both sides; beyond the last one nothing happens. */
  readonly write: number;
  /** The engine ends right after, and another one begins with what is on the disk. */
  readonly restart: boolean;
}

/** A conversation in which a single write is refused; resolves to whether there was one of that number. */
export async function refuseOneWrite({ seed, write, restart }: StorageFault): Promise<boolean> {
  const clock = createVirtualClock();
  const random = createSeededRandom(seed);
  const world = createChatWorld(clock, random);
  let writes = 0;
  for (const side of sides) {
    Object.defineProperty(world.weather.abortRate, side, {
      // Asked once for each write, when it is due.
      get() {
        writes += 1;
        if (writes !== write) return 0;
        if (restart) clock.after(1, () => world.kill(side));
        return 1;
      },
    });
    world.start(side);
  }
  for (let burst = 1; burst <= bursts; burst += 1) {
    for (const side of sides) {
      if (!world.isRunning(side)) world.start(side);
      for (let count = random.between(1, 3); count > 0; count -= 1) world.write(side, `${side}${burst * 10 - count}`);
    }
    if (burst % 4 === 1) world.link.connect();
    await clock.advanceAsync(random.between(0, 200));
  }
  await clock.advanceAsync(5_000);
  const happened = writes >= write;
  await endWell(world, clock);
  return happened;
}
