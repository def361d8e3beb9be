import { until } from '../../../scripts/lib/browser/find.mjs';
import { videoReceivedIn } from '../../../scripts/lib/browser/peer-connections.mjs';
import type { LivePerson } from './live-pair.ts';

export const someFrames = 5;

/** Resolves to the milliseconds until that many more frames have been decoded. */
export async function untilPictureMoves(one: LivePerson): Promise<number> {
  const engine = await one.person().offscreen();
  const before = (await videoReceivedIn(engine)).framesDecoded;
  const startedMs = performance.now();
  await until(
    `the picture to move at ${one.name}`,
    async () => (await videoReceivedIn(engine)).framesDecoded >= before + someFrames,
    { everyMs: 20 },
  );
  return performance.now() - startedMs;
}
