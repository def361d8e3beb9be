import { createSeededRandom } from '../../fakes/seeded-random.ts';
import { tellStory } from '../../simulation/chat-story.ts';
import { soakRow } from '../support/row.ts';

const eventsPerSeed = 500;

soakRow({
  row: 'R7 duplicates, reordering, losses, restarts, full disks',
  unit: `simulated conversations of ${eventsPerSeed} events`,
  full: 10_000,
  short: 20,
  async run({ count, isOutOfTime, progress }) {
    const faults: string[] = [];
    let messages = 0;
    let done = 0;
    // The tests before these rows have played the first thousand.
    for (let seed = 1_001; done < count && !isOutOfTime(); seed += 1) {
      try {
        messages += await tellStory(createSeededRandom(seed), eventsPerSeed);
      } catch (error) {
        faults.push(`seed ${seed}: ${error instanceof Error ? error.message : error}`);
      }
      done += 1;
      progress(done);
    }
    return { done, faults, detail: `${messages} messages` };
  },
});
