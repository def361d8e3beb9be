import { afterAll, beforeAll, describe } from 'vitest';
import { acts } from '../../e2e/support/people.ts';
import { createSeededRandom } from '../../fakes/seeded-random.ts';
import { chaosRow, killBrowser, untilDisksAreWell } from '../support/chaos-row.ts';
import type { FirefoxLivePerson } from '../support/live-firefox-person.ts';
import { bringUpInFirefox } from '../support/live-firefox-person.ts';
import type { ChromiumPerson, LivePair } from '../support/live-pair.ts';
import { bringUp } from '../support/live-pair.ts';
import { refuseWrite } from '../support/refused-writes.ts';

let pair: LivePair<ChromiumPerson, FirefoxLivePerson>;
const random = createSeededRandom(Date.now() % 1_000_000);

/** Alice sits at Chromium, Bob at Firefox. */
async function openMixedPair(): Promise<typeof pair> {
  const [alice, bob] = await Promise.all([bringUp('Alice', 0), bringUpInFirefox('Bob')]);
  const alicePage = await alice.person().openPopup();
  const [id] = await Promise.all([acts.begin(bob.page(), 'Bob'), acts.begin(alicePage, 'Alice')]);
  await acts.invite(alicePage, id);
  await acts.accept(bob.page(), 'Alice');
  await Promise.all([acts.waitUntilOnline(alicePage, 'Bob'), acts.waitUntilOnline(bob.page(), 'Alice')]);
  await Promise.all([alice.settle(), bob.findContact()]);
  return { alice, bob, close: async () => void (await Promise.all([alice.close(), bob.close()])) };
}

describe.skipIf(process.env.BEELINE_FIREFOX === undefined)('with Firefox (skipped where none can be had)', () => {
  beforeAll(async () => {
    pair = await openMixedPair();
  });
  afterAll(() => pair.close());

  chaosRow(() => pair, {
    row: 'R3 Firefox killed (SIGKILL) while both write',
    unit: 'kills',
    full: 50,
    short: 1,
    messages: 10,
    hurt: () => killBrowser(pair.bob),
  });

  chaosRow(() => pair, {
    row: 'R12 disk refuses a write in Firefox while both write',
    unit: 'writes refused',
    full: 50,
    short: 3,
    messages: 10,
    hurt: () => refuseWrite(pair.bob.page(), random.between(0, 6)),
    after: () => untilDisksAreWell(pair),
  });
});
