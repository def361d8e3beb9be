import { until } from '../../scripts/lib/browser/find.mjs';
import { connectionsOf } from '../../scripts/lib/browser/peer-connections.mjs';
import { withRawCall } from '../raw-call.mjs';

/** @type {import('../bench-case.ts').BenchCase} */
export const firstFrame = {
  name: 'G6 first frame',
  ours: 'call accepted in the page, first frame of the other camera in the engine',
  beside: 'raw renegotiation of the same tracks over a data channel, first frame in the page',
  goal: 1.05,
  rounds: 8,
  warmUps: 1,
  measureOurs: acceptRing,
  measureBeside: (stage) => withRawCall(stage, ({ bob }) => bob.evaluate(() => window.beelineRaw.acceptUntilFrame())),
};

/** @param {import('../stage.mjs').Stage} stage */
async function acceptRing({ alicePage, bobPage, bobEngine }) {
  await alicePage.evaluate(() => window.beelineProbe.startCall(true));
  await bobPage.evaluate(() => window.beelineProbe.untilIncoming());
  await alicePage.evaluate(() => window.beelineProbe.untilRinging());
  await until('the empty slots of the call', async () => {
    const connections = await connectionsOf(bobEngine);
    const armed = await connections.evaluate((all) => {
      // Microphone, camera, screen and its sound, in this order.
      const camera = all.flatMap((connection) => connection.getReceivers())[1]?.track;
      if (!camera) return false;
      Reflect.set(window, 'beelineFirstFrame', window.beelineFrames.next(camera));
      return true;
    });
    await connections.dispose();
    return armed;
  });
  const acceptedAt = await bobPage.evaluate(() => window.beelineProbe.answer());
  const shownAt = await bobEngine.evaluate(() => Reflect.get(window, 'beelineFirstFrame'));
  for (const page of [alicePage, bobPage]) await page.evaluate(() => window.beelineProbe.untilNoCall());
  return Number(shownAt) - acceptedAt;
}
