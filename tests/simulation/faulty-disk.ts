import type { Clock } from '#src/engine/ports/clock.ts';
import { StoreError } from '#src/engine/ports/stores-port.ts';
import type { Disk } from '../fakes/in-memory-stores.ts';
import type { SeededRandom } from '../fakes/seeded-random.ts';

export interface FaultyDisk {
  readonly write: Disk;
  /** The computer stops: of the writes under way a first part is on the disk, and nobody hears of any. */
  kill(): void;
}

interface FaultyDiskOptions {
  readonly clock: Clock;
  readonly random: SeededRandom;
  /** Probability that the next write is aborted. */
  readonly abortRate: () => number;
}

export function createFaultyDisk({ clock, random, abortRate }: FaultyDiskOptions): FaultyDisk {
  const underWay = new Set<() => void>();
  let dead = false;
  return {
    write: (commit) =>
      new Promise((resolve, reject) => {
        if (dead) return;
        const commitSilently = (): void => void commit();
        underWay.add(commitSilently);
        clock.after(random.between(0, 15), () => {
          if (!underWay.delete(commitSilently)) return;
          if (random.chance(abortRate())) reject(new StoreError('full'));
          else resolve(commit());
        });
      }),
    kill() {
      dead = true;
      let isWritten = true;
      for (const commit of underWay) {
        isWritten &&= random.chance(0.5);
        if (isWritten) commit();
      }
      underWay.clear();
    },
  };
}
