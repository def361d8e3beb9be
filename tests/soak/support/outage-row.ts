import { afterAll, beforeAll } from 'vitest';
import { median, percentile } from '../../../bench/statistics.mjs';
import { nextFrameAt } from '../../../scripts/lib/browser/decoded-frames.mjs';
import { readSnapshot } from '../../../scripts/lib/browser/engine-requests.mjs';
import type { AccessName } from '../../../scripts/lib/net/access-kinds.mjs';
import type { LabPair } from '../../../scripts/lib/net/lab-pair.mjs';
import type { LabPerson } from '../../../scripts/lib/net/lab-person.mjs';
import { openLabPairHere } from './lab-environment.ts';
import { findChatFaults } from './live-pair.ts';
import type { LiveWriter } from './live-writer.ts';
import { createWriter } from './live-writer.ts';
import { soakRow } from './row.ts';

/** `npm run soak -- network --runs=N` does fewer; `npm test` does none of them. */
const times = 30;
/** What two people in a call may expect once there is a path again. */
const goalMs = 3_000;
/** Longer than a call is held: then it is lost, and that is what went wrong. */
const patienceMs = 40_000;

type Writer = LiveWriter & { page(): LabPerson['page'] };

/** A call between two writers, in networks that are hurt. */
export interface OutageStage extends Pick<LabPair, 'lab' | 'networks' | 'carryAlice' | 'alice' | 'bob'> {
  readonly writers: { readonly alice: Writer; readonly bob: Writer };
}

export interface Outage {
  readonly row: string;
  /** Where both are before each. */
  readonly kinds: readonly [AccessName, AccessName];
  /** Takes the path away and brings one back; resolves when it is there. Meanwhile texts are written. */
  hurt(stage: OutageStage, write: () => Promise<void>): Promise<void>;
}

/** All rows of a file share two browsers. */
export function outageRows(outages: readonly Outage[]): void {
  let pair: LabPair;
  let stage: OutageStage;

  beforeAll(async () => {
    pair = await openLabPairHere();
    const writers = { alice: await writerOf(pair.alice), bob: await writerOf(pair.bob) };
    stage = { ...pair, writers };
  });
  afterAll(() => pair?.close());

  for (const { row, kinds, hurt } of outages) {
    soakRow({
      row,
      unit: 'times',
      full: times,
      short: times,
      async run({ count, isOutOfTime, progress }) {
        const faults: string[] = [];
        const recoveries: Recovery[] = [];
        let done = 0;
        while (done < count && !isOutOfTime()) {
          await pair.move(kinds, { longWay: true });
          await pair.meet();
          const recovery = await recover(stage, hurt).catch((error: unknown) => ({ fault: String(error) }));
          if ('fault' in recovery) faults.push(recovery.fault);
          else recoveries.push(recovery);
          done += 1;
          progress(done);
        }
        const [mediaMs, agreedMs] = [recoveries.map((one) => one.mediaMs), recoveries.map((one) => one.agreedMs)];
        faults.push(...(await findChatFaults(stage.writers)), ...slowOnes('the picture back', mediaMs));
        faults.push(...slowOnes('both sides agreed', agreedMs));
        return { done, faults, detail: `picture ${figures(mediaMs)}, agreed ${figures(agreedMs)}` };
      },
    });
  }
}

async function writerOf({ name, page }: LabPerson): Promise<Writer> {
  const writer = createWriter(name, () => page);
  await writer.findContact();
  return { ...writer, page: () => page };
}

interface Recovery {
  /** From a path being there until both decode frames again. */
  readonly mediaMs: number;
  /** Until surfaces on both sides are told that the call is whole. */
  readonly agreedMs: number;
}

async function recover(stage: OutageStage, hurt: Outage['hurt']): Promise<Recovery | { fault: string }> {
  const { alice, bob, writers } = stage;
  const write = async (): Promise<void> => void (await Promise.all([writers.alice.write(), writers.bob.write()]));
  const engines = await Promise.all([alice, bob].map(({ person }) => person.offscreen()));
  await hurt(stage, write);
  const pathMs = Date.now();
  const frames = await Promise.all(engines.map((engine) => nextFrameAt(engine, patienceMs)));
  const agreedAtMs = await agreementAt([alice, bob]);
  await write();
  const framesMs = frames.map((atMs) => (atMs === undefined ? Infinity : atMs - pathMs));
  if (agreedAtMs === undefined || framesMs.includes(Infinity)) {
    return { fault: `no call ${patienceMs / 1_000} s after the path was back: ${await phases([alice, bob])}` };
  }
  return { mediaMs: Math.max(...framesMs), agreedMs: agreedAtMs - pathMs };
}

async function phases(people: readonly LabPerson[]): Promise<string> {
  const told = people.map(async ({ name, page }) => {
    const snapshot = await readSnapshot(page);
    return `${name} is told ${snapshot?.call?.phase ?? 'nothing'} and ${snapshot?.contacts[0]?.presence}`;
  });
  return (await Promise.all(told)).join(', ');
}

/** Undefined when they do not. A call that one side believes in, and the other does not, is none. */
async function agreementAt(people: readonly LabPerson[]): Promise<number | undefined> {
  try {
    await Promise.all(
      people.map((one) => one.untilTold('a whole call', ({ call }) => call?.phase === 'connected', patienceMs)),
    );
    return Date.now();
  } catch {
    return undefined;
  }
}

function slowOnes(what: string, all: readonly number[]): readonly string[] {
  const p95 = percentile(all, 0.95);
  return p95 > goalMs ? [`${what} after ${p95.toFixed(0)} ms in 95 of 100`] : [];
}

function figures(all: readonly number[]): string {
  return all.length === 0 ? 'never' : `${median(all)} ms, p95 ${percentile(all, 0.95)} ms`;
}
