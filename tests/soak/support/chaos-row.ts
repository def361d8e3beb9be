import { readSnapshot } from '../../../scripts/lib/browser/engine-requests.mjs';
import { until } from '../../../scripts/lib/browser/find.mjs';
import { createSeededRandom } from '../../fakes/seeded-random.ts';
import type { LivePair, LivePerson } from './live-pair.ts';
import { findChatFaults, untilLinked } from './live-pair.ts';
import { soakRow } from './row.ts';

type Pair = Pick<LivePair<LivePerson>, 'alice' | 'bob'>;

const random = createSeededRandom(Date.now() % 1_000_000);

/** Both write as fast as their engines take it while `hurt` happens at a random instant. */
async function burst({ alice, bob }: Pair, messages: number, hurt: () => Promise<void>): Promise<void> {
  const writeAll = async (one: LivePerson): Promise<void> => {
    for (let left = messages; left > 0; left -= 1) await one.write();
  };
  const injury = new Promise((resolve) => setTimeout(resolve, random.between(0, 150))).then(hurt);
  await Promise.all([writeAll(alice), writeAll(bob), injury]);
}

export interface Chaos {
  readonly row: string;
  readonly unit: string;
  readonly full: number;
  readonly short: number;
  readonly messages: number;
  hurt(): Promise<void>;
  /** What is wrong after one, beyond the chat; resolves to a fault or undefined. */
  after?(): Promise<string | undefined>;
}

/** A row of injuries to one of the two, each while both write. */
export function chaosRow(pairOf: () => Pair, { row, unit, full, short, messages, hurt, after }: Chaos): void {
  soakRow({
    row,
    unit,
    full,
    short,
    async run({ count, isOutOfTime, progress }) {
      const pair = pairOf();
      const faults: string[] = [];
      let done = 0;
      while (done < count && !isOutOfTime()) {
        await burst(pair, messages, hurt);
        const fault = await after?.();
        if (fault !== undefined) faults.push(fault);
        done += 1;
        progress(done);
      }
      await untilLinked(pair);
      faults.push(...(await findChatFaults(pair)));
      const promised = pair.alice.promised.length + pair.bob.promised.length;
      return { done, faults, detail: `${promised} messages so far` };
    },
  });
}

/** SIGKILL, after which the profile is that of the same person. */
export async function killBrowser(one: LivePerson): Promise<void> {
  const before = await one.ownId();
  await one.killBrowser();
  if ((await one.ownId()) !== before) throw new Error(`${one.name} has another ID after the kill`);
}

/** What was refused waits in memory and is tried again. */
export async function untilDisksAreWell({ alice, bob }: Pair): Promise<undefined> {
  for (const one of [alice, bob]) {
    const isStored = async (): Promise<boolean> => (await readSnapshot(one.page()))?.storage === 'ok';
    await until(`the disk of ${one.name} to be well`, isStored, { timeoutMs: 30_000 });
  }
}
