import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { askEngine } from '../../../../scripts/lib/browser/engine-requests.mjs';
import { click, find, findMatching, type, until } from '../../../../scripts/lib/browser/find.mjs';
import { descriptionsIn, peerConnectionsIn } from '../../../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../../../scripts/lib/browser/person.mjs';
import { acts, createCrowd, introduce } from '../../../e2e/support/people.ts';
import { soakRow } from '../../../soak/support/row.ts';
import type { RunningRelay } from './relay-server.ts';
import { openRelay } from './relay-server.ts';

const crowd = createCrowd();
let relay: RunningRelay | undefined;
let alice: Person;
let bob: Person;
let alicePage: Page;
let bobPage: Page;

beforeAll(async () => {
  [relay, alice, bob] = await Promise.all([openRelay(), crowd.launch('Alice'), crowd.launch('Bob')]);
  ({ inviterPage: alicePage, invitedPage: bobPage } = await introduce(alice, bob));
});
beforeEach(crowd.watchForFailure);
afterAll(async () => {
  await crowd.closeAll();
  await relay?.close();
});

/** What Bob's browser was told of Alice: everything that left, by signals and over the link. */
async function candidatesOfAlice(): Promise<readonly string[]> {
  const remote = (await descriptionsIn(await bob.offscreen())).filter((_, index) => index % 2 === 1);
  return remote.flatMap((sdp) => [...sdp.matchAll(/^a=(candidate:.*?)\r?$/gm)].map(([, value = '']) => value));
}

async function untilConnected(count: 0 | 1): Promise<void> {
  const isSo = async (): Promise<boolean> => {
    const counts = await Promise.all([alice, bob].map(async (one) => await peerConnectionsIn(await one.offscreen())));
    return counts.every((all) => all.filter(({ connectionState }) => connectionState === 'connected').length === count);
  };
  await until(`${count} connections on each side`, isSo, { timeoutMs: 60_000 });
}

/** By the switch in the settings, as people do. */
async function hideAddress(): Promise<void> {
  await acts.goHome(alicePage);
  await click(alicePage, 'button', 'Settings');
  await click(alicePage, 'switch', 'Hide my address (relay only)');
  await find(alicePage, 'textbox', 'Relay server');
}

async function enterRelay({ address, username, password }: RunningRelay['server']): Promise<void> {
  await type(alicePage, 'Relay server', address);
  await type(alicePage, 'Relay user name', username);
  await type(alicePage, 'Relay password', password);
  await alicePage.keyboard.press('Enter');
}

/** Links through the relay and talks; resolves to what is wrong with what left. */
async function findLeaks(number: number): Promise<readonly string[]> {
  await acts.openConversation(alicePage, 'Bob');
  await untilConnected(1);
  await acts.write(alicePage, `by the relay ${number}`);
  await acts.waitForMessage(alicePage, `by the relay ${number}`, 'delivered');
  const told = await candidatesOfAlice();
  if (told.length === 0) return ['no candidate was told at all'];
  return told.filter((candidate) => !/ typ relay( raddr (0\.0\.0\.0|::) rport [09])?( |$)/.test(candidate));
}

soakRow({
  row: 'relay-only: 0 host or reflexive candidates leave',
  unit: 'links through a relay',
  full: 20,
  short: 1,
  async run({ count, isOutOfTime, progress }) {
    const faults: string[] = [];
    await untilConnected(1);
    if (!(await candidatesOfAlice()).some((one) => one.includes(' typ host'))) faults.push('direct links tell no host');
    await hideAddress();
    await untilConnected(0);
    await acts.goHome(alicePage);
    await findMatching(alicePage, 'status', { text: /no relay server, so you can’t reach anyone/ });
    await acts.openConversation(alicePage, 'Bob');
    await askEngine(alicePage, 'diagnostics.read');
    if ((await peerConnectionsIn(await alice.offscreen())).length > 0) faults.push('it connects without a relay');

    await acts.goHome(alicePage);
    await click(alicePage, 'button', 'Settings');
    if (!relay) throw new Error('there is no relay');
    await enterRelay(relay.server);
    let done = 0;
    while (done < count && !isOutOfTime()) {
      faults.push(...(await findLeaks(done)));
      done += 1;
      progress(done);
      if (done === count) break;
      await alice.inWorker(() => chrome.offscreen.closeDocument());
      await alicePage.reload();
      await bobPage.bringToFront().catch(() => undefined);
    }
    return { done, faults };
  },
});
