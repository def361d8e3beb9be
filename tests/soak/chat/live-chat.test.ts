import { afterAll, beforeAll } from 'vitest';
import { readSnapshot } from '../../../scripts/lib/browser/engine-requests.mjs';
import { until } from '../../../scripts/lib/browser/find.mjs';
import { peerConnectionsIn } from '../../../scripts/lib/browser/peer-connections.mjs';
import { createSeededRandom } from '../../fakes/seeded-random.ts';
import { chaosRow, killBrowser, untilDisksAreWell } from '../support/chaos-row.ts';
import type { ChromiumPerson, LivePair, LivePerson } from '../support/live-pair.ts';
import { findChatFaults, openLivePair, untilLinked } from '../support/live-pair.ts';
import { refuseWrite } from '../support/refused-writes.ts';
import { soakRow } from '../support/row.ts';

let pair: LivePair;
const random = createSeededRandom(Date.now() % 1_000_000);

beforeAll(async () => {
  pair = await openLivePair();
});
afterAll(() => pair.close());

const victim = (): ChromiumPerson => (random.chance(0.5) ? pair.alice : pair.bob);

chaosRow(() => pair, {
  row: 'R1 service worker killed while both write',
  unit: 'kills',
  full: 100,
  short: 3,
  messages: 10,
  hurt: () => victim().killWorker(),
  async after() {
    const connections = await peerConnectionsIn(await pair.alice.person().offscreen());
    return connections.length === 1 ? undefined : `${connections.length} connections`;
  },
});

chaosRow(() => pair, {
  row: 'R2 engine closed while both write',
  unit: 'kills',
  full: 50,
  short: 1,
  messages: 10,
  hurt: () => victim().killEngine(),
  async after() {
    await untilLinked(pair);
    return undefined;
  },
});

/** As a surface is told; looking for connections on the heap takes a busy browser longer than linking. */
async function untilSeenOnline(one: LivePerson): Promise<void> {
  const isOnline = async (): Promise<boolean> => {
    const snapshot = await readSnapshot(one.page());
    return snapshot?.contacts[0]?.presence === 'online';
  };
  await until(`${one.name} to see the other online`, isOnline, { timeoutMs: 90_000, everyMs: 25 });
}

/** The figure asked for is the 95th percentile. */
const relinkMs = 5_000;
const fewestForPercentile = 10;

soakRow({
  row: `R9 both engines restart at once, linked again within ${relinkMs / 1_000} s (p95)`,
  unit: 'restarts',
  full: 30,
  short: 1,
  async run({ count, isOutOfTime, progress }) {
    const took: number[] = [];
    while (took.length < count && !isOutOfTime()) {
      await Promise.all([pair.alice, pair.bob].map((one) => one.killEngine()));
      const startedMs = performance.now();
      await Promise.all([pair.alice, pair.bob].map((one) => one.page().reload()));
      await Promise.all([pair.alice, pair.bob].map(untilSeenOnline));
      took.push(performance.now() - startedMs);
      progress(took.length);
    }
    const sorted = took.toSorted((one, other) => one - other);
    const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Infinity;
    const late = took.length >= fewestForPercentile && p95 > relinkMs ? [`p95 is ${p95.toFixed(0)} ms`] : [];
    const median = sorted[Math.floor(sorted.length / 2)] ?? Infinity;
    const detail = `median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`;
    return { done: took.length, faults: [...late, ...(await findChatFaults(pair))], detail };
  },
});

chaosRow(() => pair, {
  row: 'R3 browser killed (SIGKILL) while both write',
  unit: 'kills',
  full: 50,
  short: 1,
  messages: 10,
  hurt: () => killBrowser(victim()),
});

/** The one that begins a burst is refused, or one in its middle. */
const mostLaterWrites = 6;

chaosRow(() => pair, {
  row: 'R12 disk refuses a write while both write',
  unit: 'writes refused',
  full: 50,
  short: 5,
  messages: 10,
  hurt: async () => refuseWrite(await victim().person().offscreen(), random.between(0, mostLaterWrites)),
  after: () => untilDisksAreWell(pair),
});

soakRow({
  row: 'R10 messages each way at once, engines and workers killed in the middle',
  unit: 'messages each way',
  full: 1_000,
  short: 60,
  async run({ count, progress }) {
    const before = { alice: pair.alice.promised.length, bob: pair.bob.promised.length };
    const halfway = Math.floor(count / 2);
    const writeAll = async (one: LivePerson, hurt: () => Promise<void>): Promise<void> => {
      const goal = count + (one === pair.alice ? before.alice : before.bob);
      const writers = Array.from({ length: 8 }, async () => {
        while (one.promised.length < goal) {
          await one.write();
          progress(one.promised.length - (goal - count));
        }
      });
      const middle = async (): Promise<void> => {
        while (one.promised.length < goal - halfway) await new Promise((resolve) => setTimeout(resolve, 10));
        await hurt();
      };
      await Promise.all([...writers, middle()]);
    };
    await Promise.all([
      writeAll(pair.alice, () => pair.alice.killEngine()),
      writeAll(pair.bob, () => pair.bob.killWorker()),
    ]);
    await untilLinked(pair);
    return { done: count, faults: await findChatFaults(pair), detail: `${2 * count} promised` };
  },
});
