import { createSeededRandom } from '../../fakes/seeded-random.ts';
import type { StoryPlan } from '../../simulation/chat-story.ts';
import { tellStory } from '../../simulation/chat-story.ts';
import { refuseOneWrite } from '../../simulation/storage-story.ts';
import { soakRow } from '../support/row.ts';

const eventsPerSeed = 500;

const stories: readonly (readonly [row: string, plan: StoryPlan])[] = [
  ['R7 duplicates, reordering, losses, restarts, full disks', { steps: eventsPerSeed }],
  ['R19 the same, and disks that are put back to older copies', { steps: eventsPerSeed, putsBack: true }],
];

for (const [row, plan] of stories) {
  soakRow({
    row,
    unit: `simulated conversations of ${eventsPerSeed} events`,
    full: 10_000,
    // Story 1,004 with disks put back is open still (docs/decisions/old-copies.md).
    short: plan.putsBack ? 3 : 20,
    async run({ count, isOutOfTime, progress }) {
      const faults: string[] = [];
      let messages = 0;
      let done = 0;
      // The tests before these rows have played the first thousand.
      for (let seed = 1_001; done < count && !isOutOfTime(); seed += 1) {
        try {
          messages += await tellStory(createSeededRandom(seed), plan);
        } catch (error) {
          faults.push(`seed ${seed}: ${error instanceof Error ? error.message : error}`);
        }
        done += 1;
        progress(done);
      }
      return { done, faults, detail: `${messages} messages` };
    },
  });
}

soakRow({
  row: 'R12 disk refuses each write in turn, half of the engines end right after',
  unit: 'simulated conversations',
  full: 2_000,
  short: 40,
  async run({ count, isOutOfTime, progress }) {
    const faults: string[] = [];
    let seed = 2;
    let write = 1;
    let done = 0;
    while (done < count && !isOutOfTime()) {
      for (const restart of [false, true]) {
        const happened = await refuseOneWrite({ seed, write, restart }).catch((error: unknown) => {
          faults.push(`seed ${seed}, write ${write}, restart ${restart}: ${error}`);
          return true;
        });
        // Past its last write a conversation is of no more use.
        if (!happened) [seed, write] = [seed + 1, 0];
      }
      write += 1;
      done += 2;
      progress(done);
    }
    return { done: Math.min(done, count), faults, detail: `${seed - 1} different ones` };
  },
});
