import { afterAll, beforeAll } from 'vitest';
import type { CallNotice } from '#src/shared/snapshot.ts';
import { askEngine, readSnapshot } from '../../../scripts/lib/browser/engine-requests.mjs';
import { until } from '../../../scripts/lib/browser/find.mjs';
import { openInputsIn, plugIn, unplug, withdrawCamera } from '../../../scripts/lib/browser/input-devices.mjs';
import { peerConnectionsIn, tracksSentFrom } from '../../../scripts/lib/browser/peer-connections.mjs';
import type { LivePair } from '../support/live-pair.ts';
import { openLivePair } from '../support/live-pair.ts';
import { startVideoCall, untilPictureMoves } from '../support/moving-picture.ts';
import { soakRow } from '../support/row.ts';

let pair: LivePair;

beforeAll(async () => {
  pair = await openLivePair({ cameras: 3 });
  await startVideoCall(pair);
});
afterAll(() => pair.close());

async function sentLabel(kind: 'audio' | 'video'): Promise<string | undefined> {
  const sent = await tracksSentFrom(await pair.alice.person().offscreen());
  return sent.find((track) => track.kind === kind)?.label;
}

/** A device that is lost again sooner counts as broken, and none takes its place. */
const restMs = 2_000;
let lostAtMs = Number.NEGATIVE_INFINITY;

async function loseCamera(): Promise<void> {
  await until('the last loss to be past', () => performance.now() - lostAtMs > restMs + 500);
  await unplug(await pair.alice.person().offscreen(), 'video');
  lostAtMs = performance.now();
}

async function untilTold(notice: CallNotice): Promise<void> {
  await until(`the notice ${notice}`, async () =>
    (await readSnapshot(pair.alice.page()))?.call?.notices.includes(notice),
  );
}

async function unplugCamera(): Promise<void> {
  await loseCamera();
  await until('another camera', () => sentLabel('video'));
  await untilTold('camera-switched');
  await plugIn(await pair.alice.person().offscreen());
}

/** The first and the last by turns: Chromium's second fake camera sends depth. */
async function switchCamera(): Promise<void> {
  const engine = await pair.alice.person().offscreen();
  const cameras = await engine.evaluate(async () =>
    (await navigator.mediaDevices.enumerateDevices())
      .filter(({ kind }) => kind === 'videoinput')
      .map(({ deviceId, label }) => ({ id: deviceId, label })),
  );
  const used = await sentLabel('video');
  const camera = [cameras.at(0), cameras.at(-1)].find((one) => one?.label !== used);
  await askEngine(pair.alice.page(), 'settings.change', { camera });
  await until('the chosen camera', async () => (await sentLabel('video')) === camera?.label);
}

/** The browser ends the camera with its permission, which is another loss; asked for again, it stays off until the permission is back. */
async function revokeCamera(): Promise<void> {
  const { alice, bob } = pair;
  const engine = await alice.person().offscreen();
  const giveBack = await withdrawCamera(alice.person(), 'denied');
  lostAtMs = performance.now();
  await untilTold('camera-denied');
  await askEngine(alice.page(), 'call.setCamera', { on: true });
  await untilTold('camera-denied');
  if ((await openInputsIn(engine)).length !== 1) throw new Error('more or less than the microphone is open');
  if ((await sentLabel('audio')) === undefined) throw new Error('the voice went with the camera');
  await untilPictureMoves(alice);
  await giveBack();
  await askEngine(alice.page(), 'call.setCamera', { on: true });
  await untilPictureMoves(bob);
}

soakRow({
  row: 'R17 camera unplugged, exchanged and forbidden in a call, the call goes on',
  unit: 'times each',
  full: 10,
  short: 1,
  async run({ count, isOutOfTime, progress }) {
    const people = [pair.alice, pair.bob];
    const faults: string[] = [];
    let done = 0;
    while (done < count && !isOutOfTime()) {
      for (const harm of [unplugCamera, switchCamera, revokeCamera]) {
        await harm();
        await Promise.all(people.map(untilPictureMoves));
      }
      for (const one of people) {
        const { length } = await peerConnectionsIn(await one.person().offscreen());
        if (length !== 1) faults.push(`${one.name} holds ${length} connections`);
      }
      done += 1;
      progress(done);
    }
    return { done, faults };
  },
});
