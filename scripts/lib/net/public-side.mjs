import { connect } from 'node:net';
import { openPlace } from './place.mjs';
import { startRelayServer } from './relay-server.mjs';
import { bindIn, listenIn } from './sockets-in.mjs';

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

/** By which the extension is built: the same ports as here, at a name that is known in the lab only. @param {{ firestore: string, auth: string }} backend */
export function publicBackend(backend) {
  const there = (/** @type {string} */ address) => `${serverName}:${portOf(address)}`;
  return { firestore: there(backend.firestore), auth: there(backend.auth) };
}

/** For `VITE_ICE_SERVERS`. */
export const publicIceServers = [{ urls: `stun:${serverName}:${relayPort}` }];

/**
 * The network between all others, with one server: STUN and TURN by UDP and TCP, and what is asked there of the emulators is
 * asked of those that run on this machine.
 * @typedef {object} PublicSide
 * @property {Place} place
 * @property {() => Promise<void>} restartRelay
 * @property {() => Promise<void>} close
 */

/**
 * @param {{ backend?: { firestore: string, auth: string }, inOurGroup?: boolean }} [options] `inOurGroup` as in `StartOptions`
 * @returns {Promise<PublicSide>}
 */
export async function openPublicSide({ backend, inOurGroup = false } = {}) {
  const place = await openPlace({ hosts: publicHosts });
  await place.shell(`
echo 1 > /proc/sys/net/ipv4/ip_forward
echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
${[...addresses.ipv4, ...addresses.ipv6].map((address) => `ip addr add ${address} dev lo`).join('\n')}`);
  const emulators = backend === undefined ? [] : [backend.firestore, backend.auth];
  const closers = await Promise.all(emulators.map((address) => forward(place, address)));
  let relay = await startRelay(place, inOurGroup);
  return {
    place,
    async restartRelay() {
      await relay.close();
      relay = await startRelay(place, inOurGroup);
    },
    async close() {
      await Promise.all([relay.close(), ...closers.map((close) => close())]);
      await place.close();
    },
  };
}

/** @param {Place} place @param {string} address of a server on this machine @returns {Promise<() => void>} */
async function forward(place, address) {
  const port = portOf(address);
  const server = await listenIn(place, { address: '::', port });
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  const keep = (/** @type {import('node:net').Socket} */ socket) => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  server.on('connection', (near) => {
    const far = keep(connect({ host: address.split(':')[0] ?? '', port }));
    keep(near).pipe(far).pipe(near);
  });
  return () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
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
