import { askEngine } from '../../../scripts/lib/browser/engine-requests.mjs';
import { fromEnvironment } from '../../e2e/support/people.ts';
import type { LivePair } from '../support/live-pair.ts';
import { findChatFaults, openLivePair } from '../support/live-pair.ts';
import { startVideoCall, untilPictureMoves } from '../support/moving-picture.ts';
import { soakRow } from '../support/row.ts';
import { buildWithClock, clockAheadOf, jumpClock } from '../support/shifted-clock.ts';

const hourMs = 60 * 60 * 1_000;
const twoDaysMs = 48 * hourMs;
/** How far ahead each is, and how far the first one's clock jumps in the call. */
const clocks = [
  { alice: twoDaysMs, bob: -twoDaysMs, jump: -2 * twoDaysMs },
  { alice: -twoDaysMs, bob: twoDaysMs, jump: 2 * twoDaysMs },
  { alice: 0, bob: twoDaysMs, jump: twoDaysMs },
  { alice: 0, bob: -twoDaysMs, jump: -twoDaysMs },
] as const;

type Clocks = (typeof clocks)[number];

async function writeBothWays({ alice, bob }: LivePair): Promise<void> {
  for (const one of [alice, bob]) {
    await one.write();
    await one.write();
  }
}

/** Pairing and a link, messages both ways, a call, and a jump in it; resolves to what went wrong. */
async function tryClocks(pair: LivePair, { alice: aheadMs, jump: jumpMs }: Clocks): Promise<readonly string[]> {
  const { alice, bob } = pair;
  await writeBothWays(pair);
  const faults = [...(await findChatFaults(pair))];
  await startVideoCall(pair);
  await jumpClock(alice.person(), alice.page(), jumpMs);
  const offMs = (await clockAheadOf(alice.person())) - aheadMs - jumpMs;
  if (Math.abs(offMs) > hourMs) faults.push(`the clock is not as wrong as it was to be, by ${offMs} ms`);
  await Promise.all([alice, bob].map(untilPictureMoves));
  await writeBothWays(pair);
  faults.push(...(await findChatFaults(pair)));
  await Promise.all([alice, bob].map(untilPictureMoves));
  await askEngine(bob.page(), 'call.hangUp');
  for (const { name, promised } of [alice, bob]) {
    if (promised.length !== 4) faults.push(`${name} was promised ${promised.length} of 4 messages`);
  }
  return faults;
}

soakRow({
  row: 'R6 clocks wrong by 48 h either way and jumping in a call, people meet, write and call',
  unit: 'pairs',
  full: 20,
  short: 2,
  async run({ count, isOutOfTime, progress }) {
    const extension = fromEnvironment('BEELINE_EXTENSION_DIR');
    const faults: string[] = [];
    let done = 0;
    while (done < count && !isOutOfTime()) {
      const wrong = clocks[done % clocks.length] ?? clocks[0];
      const builds = await Promise.all([wrong.alice, wrong.bob].map((ahead) => buildWithClock(extension, ahead)));
      const [alice = extension, bob = extension] = builds.map(({ dir }) => dir);
      const pair = await openLivePair({}, { alice, bob });
      const found = await tryClocks(pair, wrong).catch((error: unknown) => [String(error)]);
      faults.push(...found.map((fault) => `with ${JSON.stringify(wrong)}: ${fault}`));
      await pair.close();
      await Promise.all(builds.map((build) => build.remove()));
      done += 1;
      progress(done);
    }
    return { done, faults };
  },
});
