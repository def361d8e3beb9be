import { afterAll, beforeAll } from 'vitest';
import { peerConnectionsIn } from '../../../scripts/lib/browser/peer-connections.mjs';
import type { LivePair } from '../support/live-pair.ts';
import { findChatFaults, openLivePair } from '../support/live-pair.ts';
import { someFrames, startVideoCall, untilPictureMoves } from '../support/moving-picture.ts';
import { soakRow } from '../support/row.ts';

let pair: LivePair;

beforeAll(async () => {
  pair = await openLivePair();
  await startVideoCall(pair);
});
afterAll(() => pair.close());

soakRow({
  row: 'R1 service workers killed in a video call with chat, picture and chat go on',
  unit: 'kills of both',
  full: 50,
  short: 2,
  async run({ count, isOutOfTime, progress }) {
    const people = [pair.alice, pair.bob];
    const faults: string[] = [];
    let longestMs = 0;
    let done = 0;
    while (done < count && !isOutOfTime()) {
      await Promise.all(people.flatMap((one) => [one.killWorker(), one.write()]));
      longestMs = Math.max(longestMs, ...(await Promise.all(people.map(untilPictureMoves))));
      for (const one of people) {
        const { length } = await peerConnectionsIn(await one.person().offscreen());
        if (length !== 1) faults.push(`${one.name} holds ${length} connections`);
      }
      done += 1;
      progress(done);
    }
    faults.push(...(await findChatFaults(pair)));
    return { done, faults, detail: `${someFrames} frames within ${longestMs.toFixed(0)} ms at worst` };
  },
});
