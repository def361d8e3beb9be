import { openPlace } from './place.mjs';
import { relayUser, startRelayServer } from './relay-server.mjs';
import { bindIn, listenIn } from './sockets-in.mjs';
import { forwardConnections } from './tcp-forward.mjs';

/** @typedef {import('./place.mjs').Place} Place */

/** A server has two addresses of each family, so that what a NAT does can be found out by asking both (RFC 5780). */
const addresses = /** @type {const} */ ({
  ipv4: ['203.0.113.1', '203.0.113.2'],
  ipv6: ['2001:db8:0:1::1', '2001:db8:0:1::2'],
});
const serverName = 'server.example';
const relayPort = 3478;

/** What computers in the lab are told of names: the server has both families, and whoever has one uses that. */
export const publicHosts = [addresses.ipv4[0], addresses.ipv6[0]]
  .map((address) => `${address} ${serverName}`)
  .join('\n');

/** By which the extension is built: the same ports as here, at a name that is known in the lab only. @param {Backend} backend */
export function publicBackend({ firestore, auth }) {
  const there = (/** @type {string} */ address) => `${serverName}:${portOf(address)}`;
  return { firestore: there(firestore), auth: there(auth) };
}

/** For `VITE_ICE_SERVERS`; the relay is entered by people. */
export const publicIceServers = [{ urls: `stun:${serverName}:${relayPort}` }];

/** As people enter it in the settings. @type {import('#src/shared/settings/relay.ts').RelayServer} */
export const publicRelay = { address: `${serverName}:${relayPort}`, ...relayUser };

/** @typedef {{ firestore: string, auth: string }} Backend emulators on this machine, as `host:port` */

/**
 * The network between all others, with one server: STUN and TURN by UDP and TCP, and the emulators of this machine, which is
 * reached in no other way.
 * @typedef {object} PublicSide
 * @property {Place} place
 * @property {() => Promise<void>} restartRelay what it relayed is forgotten
 * @property {() => Promise<void>} close
 */

/**
 * @param {{ backend?: Backend, inOurGroup?: boolean }} [options] `inOurGroup` as in `StartOptions`
 * @returns {Promise<PublicSide>}
 */
export async function openPublicSide({ backend, inOurGroup = false } = {}) {
  const place = await openPlace({ hosts: publicHosts });
  // What is sent to addresses that are nowhere, such as those at people's homes, is lost without a word: coturn ends what it relays
  // for somebody when it is told that there is no way.
  await place.shell(`
echo 1 > /proc/sys/net/ipv4/ip_forward
echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
ip link add nowhere type veth peer name gone
ip link set gone up
ip link set nowhere arp off up
ip route add default dev nowhere
ip -6 route add default dev nowhere
${[...addresses.ipv4, ...addresses.ipv6].map((address) => `ip addr add ${address} dev lo`).join('\n')}`);
  const emulators = backend === undefined ? [] : [backend.firestore, backend.auth];
  const closings = await Promise.all(emulators.map((address) => offer(place, address)));
  let relay = await startRelay(place, inOurGroup);
  return {
    place,
    async restartRelay() {
      await relay.close();
      relay = await startRelay(place, inOurGroup);
    },
    async close() {
      await Promise.all([relay.close(), ...closings.map((close) => close())]);
      await place.close();
    },
  };
}

/** In both families. @param {Place} place @param {string} address of a server on this machine */
async function offer(place, address) {
  return forwardConnections(await listenIn(place, { address: '::', port: portOf(address) }), address);
}

/** @param {string} address `host:port` */
function portOf(address) {
  return Number(address.split(':')[1]);
}

/** @param {Place} place @param {boolean} inOurGroup */
async function startRelay(place, inOurGroup) {
  return await startRelayServer({
    entry: place.entry,
    inOurGroup,
    listeningAddresses: [...addresses.ipv4, ...addresses.ipv6],
    relayAddresses: [addresses.ipv4[0], addresses.ipv6[0]],
    port: relayPort,
    openProbe: () => bindIn(place, { address: addresses.ipv4[0], port: 0 }),
  });
}
