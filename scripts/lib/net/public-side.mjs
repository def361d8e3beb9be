import { openPlace } from './place.mjs';
import { startRelayServer } from './relay-server.mjs';
import { bindIn } from './sockets-in.mjs';

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

/**
 * The network between all others, with one server: STUN and TURN by UDP and TCP.
 * @typedef {object} PublicSide
 * @property {Place} place
 * @property {() => Promise<void>} close
 */

/**
 * @param {{ inOurGroup?: boolean }} [options] `inOurGroup` as in `StartOptions`
 * @returns {Promise<PublicSide>}
 */
export async function openPublicSide({ inOurGroup = false } = {}) {
  const place = await openPlace({ hosts: publicHosts });
  await place.shell(`
echo 1 > /proc/sys/net/ipv4/ip_forward
echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
${[...addresses.ipv4, ...addresses.ipv6].map((address) => `ip addr add ${address} dev lo`).join('\n')}`);
  const relay = await startRelayServer({
    entry: place.entry,
    inOurGroup,
    listeningAddresses: [...addresses.ipv4, ...addresses.ipv6],
    relayAddresses: [addresses.ipv4[0], addresses.ipv6[0]],
    port: relayPort,
    openProbe: () => bindIn(place, { address: addresses.ipv4[0], port: 0 }),
  });
  return {
    place,
    async close() {
      await relay.close();
      await place.close();
    },
  };
}
