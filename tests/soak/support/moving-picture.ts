import { askEngine } from '../../../scripts/lib/browser/engine-requests.mjs';
import { until } from '../../../scripts/lib/browser/find.mjs';
import { videoReceivedIn } from '../../../scripts/lib/browser/peer-connections.mjs';
import { acts } from '../../e2e/support/people.ts';
import type { ChromiumPerson, LivePair } from './live-pair.ts';

export const someFrames = 5;

/** A video call from Alice that Bob answers, until both see each other move. */
export async function startVideoCall({ alice, bob }: LivePair): Promise<void> {
  await askEngine(alice.page(), 'call.start', { contactId: alice.contactId(), video: true });
  await bob.page().bringToFront();
  await acts.answer(bob.page(), 'Alice', 'Answer with video');
  await Promise.all([alice, bob].map(untilPictureMoves));
}

/** Resolves to the milliseconds until that many more frames have been decoded. */
export async function untilPictureMoves(one: ChromiumPerson): Promise<number> {
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
