import { setTimeout as pause } from 'node:timers/promises';
import { firstFrameAt } from '../browser/decoded-frames.mjs';
import { askEngine } from '../browser/engine-requests.mjs';
import { selectedPathsIn } from '../browser/selected-path.mjs';
import { bringUpInLab, introduceInLab, untilLinkedInLab } from './lab-person.mjs';
import { openNetworkLab } from './network-lab.mjs';

/** @typedef {import('./access-kinds.mjs').AccessName} AccessName */
/** @typedef {import('./access-network.mjs').AccessNetwork} AccessNetwork */
/** @typedef {import('./lab-person.mjs').LabPerson} LabPerson */
/** @typedef {import('./expected-path.mjs').Path} Path */
/** @typedef {import('../browser/selected-path.mjs').PathEnd} PathEnd */

/**
 * What came of a call between two who were not linked.
 * @typedef {object} Meeting
 * @property {Path} path
 * @property {readonly [PathEnd, PathEnd]} ends of the path, the caller's first
 * @property {number} linkMs from the wish to call until both are told that they are linked
 * @property {number} frameMs from the answer until both have decoded a frame of each other
 */

/**
 * Two contacts in the lab, each at home in a network of their own.
 * @typedef {object} LabPair
 * @property {import('./network-lab.mjs').NetworkLab} lab
 * @property {LabPerson} alice
 * @property {LabPerson} bob
 * @property {(kinds: readonly [AccessName, AccessName], shape?: { longWay?: boolean }) => Promise<void>} move puts each into another network, where nothing links them
 * @property {() => readonly [AccessNetwork, AccessNetwork]} networks in which they are
 * @property {(network: AccessNetwork) => Promise<void>} carryAlice into that network, as she is, with whatever she is doing
 * @property {(hoped?: Path) => Promise<Meeting>} meet Alice calls Bob, until both see each other; the call goes on until they are moved. `hoped`: the path that is waited for a while
 * @property {() => Promise<void>} close
 */

const settleTimeoutMs = 5_000;

/**
 * @param {{ chromium: string, extensionDir: string, backend: { firestore: string, auth: string }, inOurGroup?: boolean }} options
 *   `extensionDir`: built for the public side; `inOurGroup` as in `StartOptions`
 * @returns {Promise<LabPair>}
 */
export async function openLabPair({ chromium, extensionDir, backend, inOurGroup = false }) {
  const lab = await openNetworkLab({ backend, inOurGroup });
  let networks = await openNetworks(lab, ['open', 'open']);
  const [alice, bob] = await Promise.all(
    ['Alice', 'Bob'].map(async (name, hue) => {
      const network = networks[hue] ?? networks[0];
      return await bringUpInLab({ name, hue, chromium, extensionDir, network, computer: await lab.openComputer() });
    }),
  );
  if (!alice || !bob) throw new Error('two people are needed');
  const both = [alice, bob];
  await introduceInLab(alice, bob);
  const hangUp = async () => {
    await Promise.all(both.map((one) => askEngine(one.page, 'call.hangUp')));
    await Promise.all(
      both.map((one) => one.untilTold('the end', ({ call }) => call === null || call.phase === 'ended')),
    );
    await Promise.all(both.map((one) => askEngine(one.page, 'call.dismiss')));
  };
  return {
    ...{ lab, alice, bob },
    networks: () => networks,
    async carryAlice(network) {
      const [before, ofBob] = networks;
      await alice.plugIn(network);
      networks = [network, ofBob];
      await before.close();
    },
    async move(kinds, shape) {
      await hangUp();
      await Promise.all(both.map((one) => one.rest()));
      const [before, next] = [networks, await openNetworks(lab, kinds, shape)];
      await Promise.all([alice.plugIn(next[0]), bob.plugIn(next[1])]);
      networks = next;
      await Promise.all([...new Set(before)].map((network) => network.close()));
      await Promise.all(both.map((one) => one.rouse()));
      await Promise.all(both.map((one) => one.untilTold('the service', ({ network }) => network === 'online')));
    },
    meet: (hoped) => meet(alice, bob, hoped),
    async close() {
      await Promise.all(both.map((one) => one.close()));
      await lab.close();
    },
  };
}

/** @param {import('./network-lab.mjs').NetworkLab} lab @param {readonly [AccessName, AccessName]} kinds @param {{ longWay?: boolean }} [shape] @returns {Promise<[AccessNetwork, AccessNetwork]>} */
async function openNetworks(lab, [one, other], shape) {
  // Hairpin is what two need who are behind the same.
  if (one === 'hairpin' && other === 'hairpin') {
    const shared = await lab.openNetwork('hairpin');
    return [shared, shared];
  }
  return await Promise.all([lab.openNetwork(one, shape), lab.openNetwork(other, shape)]);
}

/** @param {LabPerson} alice @param {LabPerson} bob @param {Path} [hoped] @returns {Promise<Meeting>} */
async function meet(alice, bob, hoped) {
  const both = [alice, bob];
  const contactId = await alice.contactId();
  const wishedMs = Date.now();
  await askEngine(alice.page, 'call.start', { contactId, video: true });
  const [linkedMs] = await Promise.all([
    Promise.all(both.map(untilLinkedInLab)).then(() => Date.now()),
    bob.untilTold('the ring', ({ call }) => call?.phase === 'incoming'),
  ]);
  const engines = await Promise.all(both.map(({ person }) => person.offscreen()));
  const answeredMs = Date.now();
  await askEngine(bob.page, 'call.answer', { video: true });
  const frameMs = Math.max(...(await Promise.all(engines.map(firstFrameAt)))) - answeredMs;
  const ends = await settledEnds(engines, hoped);
  return { path: pathOf(ends), ends, linkMs: linkedMs - wishedMs, frameMs };
}

/**
 * A browser begins with the first path that works, and goes over to a better one when it has found it.
 * @param {readonly import('puppeteer-core').Page[]} engines @param {Path | undefined} hoped
 * @returns {Promise<readonly [PathEnd, PathEnd]>}
 */
async function settledEnds(engines, hoped) {
  const endMs = performance.now() + settleTimeoutMs;
  for (;;) {
    const [[one] = [], [other] = []] = await Promise.all(engines.map(selectedPathsIn));
    if (!one || !other) throw new Error('frames came by no path');
    if (hoped === undefined || pathOf([one, other]) === hoped || performance.now() > endMs) return [one, other];
    await pause(250);
  }
}

/** @param {readonly PathEnd[]} ends @returns {Path} */
function pathOf(ends) {
  const relays = ends.filter(({ type }) => type === 'relay');
  if (relays.length === 0) return 'direct';
  return relays.some(({ relayProtocol }) => relayProtocol !== 'udp') ? 'relay by TCP' : 'relay by UDP';
}
