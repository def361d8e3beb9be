import { afterAll, beforeAll } from 'vitest';
import { askEngine, readSnapshot } from '../../../scripts/lib/browser/engine-requests.mjs';
import { click, find, until } from '../../../scripts/lib/browser/find.mjs';
import { createCrowd } from '../../e2e/support/people.ts';
import type { LivePair } from '../support/live-pair.ts';
import { findChatFaults, openLivePair, untilLinked } from '../support/live-pair.ts';
import { soakRow } from '../support/row.ts';

const elsewhere = 'You’re now using Beeline in another browser with this ID';
/** A take-over is heard of by a watched document, on a busy machine. */
const patience = { timeoutMs: 60_000, everyMs: 100 };

const crowd = createCrowd();
let pair: LivePair;
let words: unknown;

beforeAll(async () => {
  pair = await openLivePair();
  words = await askEngine(pair.alice.page(), 'identity.revealWords').then((all) => [all].flat().join(' '));
});
afterAll(() => Promise.all([pair.close(), crowd.closeAll()]));

/** Restores Alice in a browser of its own, writes meanwhile, takes her back; resolves to what went wrong. */
async function goAndReturn(): Promise<readonly string[]> {
  const { alice, bob } = pair;
  const faults: string[] = [];
  const laptop = await crowd.launch('Laptop');
  const there = await laptop.openTab();
  await find(there, 'button', 'Get started');
  await askEngine(there, 'identity.restore', { words, name: 'Alice', replace: false });

  await find(alice.page(), 'heading', elsewhere, patience);
  await until('the second to be active', async () => (await readSnapshot(there))?.phase === 'ready', patience);
  await bob.write();
  await alice.write();

  await alice.page().bringToFront();
  await click(alice.page(), 'button', 'Use here');
  await find(there, 'heading', elsewhere, patience);
  await untilLinked(pair);
  if ((await readSnapshot(alice.page()))?.phase !== 'ready') faults.push('nobody is active');
  if ((await readSnapshot(there))?.self?.id !== (await readSnapshot(alice.page()))?.self?.id) faults.push('another ID');
  await Promise.all([alice.write(), bob.write()]);
  faults.push(...(await findChatFaults(pair)));
  if ((await readSnapshot(there))?.phase !== 'elsewhere') faults.push('two are active');
  await crowd.closeAll();
  return faults;
}

soakRow({
  row: 'R16 the same identity restored in a second browser: one is active, the other told, nothing lost',
  unit: 'times there and back',
  full: 20,
  short: 2,
  async run({ count, isOutOfTime, progress }) {
    const faults: string[] = [];
    let done = 0;
    while (done < count && !isOutOfTime()) {
      faults.push(...(await goAndReturn()));
      done += 1;
      progress(done);
    }
    return { done, faults };
  },
});
