import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import { askEngine, readDiagnostics } from '../../../../scripts/lib/browser/engine-requests.mjs';
import { until } from '../../../../scripts/lib/browser/find.mjs';
import { peerConnectionsIn } from '../../../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../../../scripts/lib/browser/person.mjs';
import { acts, createCrowd, introduce } from '../../../e2e/support/people.ts';
import { createSeededRandom } from '../../../fakes/seeded-random.ts';
import { soakRow } from '../../../soak/support/row.ts';
import { countFrames, fire } from './frame-gun.ts';
import { hostileFrame } from './hostile-frames.ts';

const crowd = createCrowd();
let mallory: Person;
let bob: Person;
let carol: Person;
let bobPage: Page;
let carolPage: Page;
const uncaught: string[] = [];

beforeAll(async () => {
  [mallory, bob, carol] = await Promise.all([crowd.launch('Mallory'), crowd.launch('Bob'), crowd.launch('Carol')]);
  ({ invitedPage: bobPage } = await introduce(mallory, bob));
  (await bob.offscreen()).on('pageerror', (error) => uncaught.push(String(error)));
});
afterAll(() => crowd.closeAll());

const burst = 500;

async function connectedTo(person: Person): Promise<number> {
  const connections = await peerConnectionsIn(await person.offscreen());
  return connections.filter(({ connectionState }) => connectionState === 'connected').length;
}

/** Bob's other conversation: linked after the counter is in place, so that only Mallory's frames are counted. */
async function befriendCarol(): Promise<void> {
  const id = await acts.readOwnId(bobPage);
  carolPage = await carol.openPopup();
  await acts.begin(carolPage, 'Carol');
  await acts.invite(carolPage, id);
  await acts.accept(bobPage, 'Carol');
  await Promise.all([acts.waitUntilOnline(carolPage, 'Bob'), acts.waitUntilOnline(bobPage, 'Carol')]);
  await acts.openConversation(carolPage, 'Bob');
}

/** A message to Bob is stored there and acknowledged, as if nothing else went on. */
async function writeToBob(text: string): Promise<void> {
  await acts.write(carolPage, text);
  await acts.waitForMessage(carolPage, text, 'delivered');
}

/** The unreliable lane loses some, so nobody knows beforehand how many will come: as many as there are when no more do. */
async function settled(arrived: () => Promise<number>): Promise<number> {
  let last = -1;
  const isSettled = async (): Promise<boolean> => {
    const former = last;
    last = await arrived();
    return last === former;
  };
  await until('no more frames to arrive', isSettled, { timeoutMs: 60_000, everyMs: 100 });
  return last;
}

soakRow({
  row: 'malformed frames into a live session: dropped, counted, others unaffected',
  unit: 'frames on three lanes',
  full: 20_000,
  short: 1_000,
  async run({ count, isOutOfTime, progress }) {
    const random = createSeededRandom(20_261_123);
    const faults: string[] = [];
    const counter = await countFrames(await bob.offscreen());
    await befriendCarol();
    const gun = await mallory.offscreen();
    const before = await readDiagnostics(bobPage);
    const receivedBefore = await counter.received();
    const arrived = async (): Promise<number> => (await counter.received()) - receivedBefore;
    let sent = 0;
    let done = 0;
    while (done < count && !isOutOfTime()) {
      const frames = Array.from({ length: Math.min(burst, count - done) }, (_, index) =>
        hostileFrame(random, sent + index),
      );
      if (!(await fire(gun, frames))) throw new Error(`the link was gone after ${sent} frames`);
      sent += frames.length;
      if (sent % (burst * 10) === 0) await writeToBob(`after ${sent} frames`);
      done = await settled(arrived);
      progress(done);
    }
    const dropped = async (): Promise<number> => (await readDiagnostics(bobPage)).droppedFrames - before.droppedFrames;
    await until('them to be counted', async () => (await dropped()) >= done).catch(() => undefined);
    const counted = await dropped();
    if (counted !== done) faults.push(`${counted} of ${done} were counted`);
    if ((await connectedTo(bob)) !== 2) faults.push('a link did not survive');
    await writeToBob('after all frames');

    await counter.letTimeBe();
    const last = Array.from({ length: 20 }, () => ({ lane: 'text' as const, data: '{}' }));
    await fire(gun, last);
    await until('the link to be closed for it', async () => (await connectedTo(bob)) === 1);
    await writeToBob('after the link was closed');
    await askEngine(bobPage, 'diagnostics.read');
    return { done, faults: [...faults, ...uncaught], detail: `${counted} counted` };
  },
});
