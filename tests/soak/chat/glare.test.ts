import { afterAll, beforeAll } from 'vitest';
import { askEngine, readSnapshot } from '../../../scripts/lib/browser/engine-requests.mjs';
import { until } from '../../../scripts/lib/browser/find.mjs';
import { connectionsOf, peerConnectionsIn } from '../../../scripts/lib/browser/peer-connections.mjs';
import type { Move } from '../../unit/engine/calls/rules/call-model.ts';
import { callIdOf, everyOutcome, runOut } from '../../unit/engine/calls/rules/call-model.ts';
import type { ChromiumPerson, LivePair } from '../support/live-pair.ts';
import { findChatFaults, openLivePair, untilLinked } from '../support/live-pair.ts';
import { soakRow } from '../support/row.ts';

const [smaller, larger] = ['1', '2'].map((digit) => digit.repeat(32));
const dial = (callId = '', contactId = ''): Move => ({
  kind: 'started',
  callId,
  contactId,
  video: false,
  linkOpen: true,
});
const aliceDials = dial(smaller, 'bob');
const bobDials = dial(larger, 'alice');
const answer: Move = { kind: 'answered', video: true };
const decline: Move = { kind: 'declined' };
const hangUp: Move = { kind: 'hung-up' };
const dismiss: Move = { kind: 'dismissed' };
const ringOver: Move = { kind: 'timer-fired', timer: 'ring' };

/** What one of the two does, in six steps. */
const ofAlice: readonly (readonly Move[])[] = [
  [aliceDials, hangUp, dismiss, answer, hangUp, dismiss],
  [aliceDials, 'cut', 'mend', hangUp, dismiss, answer],
  [aliceDials, ringOver, dismiss, decline, 'cut', 'mend'],
];
const ofBob: readonly (readonly Move[])[] = [
  [bobDials, hangUp, dismiss, answer, hangUp, dismiss],
  [answer, hangUp, dismiss, bobDials, hangUp, dismiss],
  [decline, dismiss, bobDials, answer, hangUp, dismiss],
  [bobDials, ringOver, dismiss, answer, decline, dismiss],
];
const pairsOfScripts = ofAlice.flatMap((alice) => ofBob.map((bob) => ({ alice, bob })));

soakRow({
  row: 'R8 both act at once, every order of two scripts of six steps',
  unit: 'pairs of scripts',
  full: pairsOfScripts.length,
  short: 1,
  async run({ count, isOutOfTime, progress }) {
    const faults: string[] = [];
    let ends = 0;
    let done = 0;
    for (const scripts of pairsOfScripts.slice(0, count)) {
      if (isOutOfTime()) break;
      for (const world of everyOutcome(scripts)) {
        const end = runOut(world);
        ends += 1;
        if (callIdOf(world.alice) !== callIdOf(world.bob)) faults.push(`not the same call: ${JSON.stringify(world)}`);
        if (end.alice.timers.length + end.bob.timers.length > 0) faults.push(`still waiting: ${JSON.stringify(end)}`);
      }
      done += 1;
      progress(done);
    }
    return { done, faults, detail: `${ends} different ends` };
  },
});

let pair: LivePair;
beforeAll(async () => {
  pair = await openLivePair();
});
afterAll(() => pair.close());

const both = <T>(act: (one: ChromiumPerson) => Promise<T>): Promise<T[]> =>
  Promise.all([pair.alice, pair.bob].map(act));

async function untilCall(phase: 'connected' | 'none'): Promise<void> {
  await both((one) =>
    until(`the call of ${one.name} to be ${phase}`, async () => {
      const call = (await readSnapshot(one.page()))?.call;
      return phase === 'none' ? call === null : call?.phase === 'connected';
    }),
  );
}

const startCall = (one: ChromiumPerson) =>
  askEngine(one.page(), 'call.start', { contactId: one.contactId(), video: false });

/** Things that both do in the same moment; each leaves a call behind in which both are. */
const glares: readonly (() => Promise<void>)[] = [
  async () => void (await both(startCall)),
  async () => {
    await startCall(pair.alice);
    await until('the ring', async () => (await readSnapshot(pair.bob.page()))?.call?.phase === 'incoming');
    // Answered in two surfaces at once.
    await Promise.all([1, 2].map(() => askEngine(pair.bob.page(), 'call.answer', { video: false })));
  },
  async () => {
    await both(startCall);
    await both(async (one) => {
      const connections = await connectionsOf(await one.person().offscreen());
      await connections.evaluate((all) => all.map((connection) => connection.restartIce()));
      await connections.dispose();
    });
  },
];

soakRow({
  row: 'R8 both dial, answer, restart ICE at once, one call on one connection',
  unit: 'times',
  full: 200,
  short: 3,
  async run({ count, isOutOfTime, progress }) {
    const faults: string[] = [];
    let done = 0;
    while (done < count && !isOutOfTime()) {
      await glares[done % glares.length]?.();
      await untilCall('connected');
      for (const { length } of await both(async (one) => peerConnectionsIn(await one.person().offscreen()))) {
        if (length !== 1) faults.push(`${length} connections`);
      }
      // Also at once, and so crossing each other.
      await both((one) => askEngine(one.page(), 'call.hangUp'));
      await both((one) => askEngine(one.page(), 'call.dismiss'));
      await untilCall('none');
      await both((one) => one.write());
      done += 1;
      progress(done);
    }
    await untilLinked(pair);
    faults.push(...(await findChatFaults(pair)));
    return { done, faults };
  },
});
