import { openPlace } from './place.mjs';
import { bindIn } from './sockets-in.mjs';
import { openUdpRelay } from './udp-relay.mjs';

/** @typedef {import('./place.mjs').Place} Place */
/** @typedef {{ place: Place, link: string }} CableEnd `link`: what the end is called in its place */

/** @param {CableEnd} one @param {CableEnd} other */
export async function layCable(one, other) {
  await one.place.shell(`ip link add ${one.link} type veth peer name ${other.link} netns ${other.place.pid}`);
}

/** Where VXLAN is expected (RFC 7348 §5). */
const port = 4789;
/** Room for what VXLAN puts around a packet. */
const outerMtu = 1_600;

/**
 * A cable every packet of which goes through this process, as UDP in a place of its own: the kernel wraps it (VXLAN) and unwraps it
 * at the other end, so that any protocol and any address can be led along a bad way.
 * @param {readonly [CableEnd, CableEnd]} ends
 * @param {number} number 1 to 100, of its own among those that have an end in the same place
 * @returns {Promise<import('./udp-relay.mjs').UdpRelay>}
 */
export async function layLongCable(ends, number) {
  const middle = await openPlace();
  const relayEnds = [];
  for (const [index, { place, link }] of ends.entries()) {
    const [near, far] = [`169.254.${number}.${index * 4 + 1}`, `169.254.${number}.${index * 4 + 2}`];
    const outer = `under${number}`;
    await layCable({ place: middle, link: `end${index}` }, { place, link: outer });
    await middle.shell(raise(`end${index}`, near));
    // The kernel leaves checksums to the last device, which here is the first one: of what it wraps none would be right.
    await place.shell(`${raise(outer, far)}
ip link add ${link} type vxlan id ${number} dev ${outer} local ${far} remote ${near} dstport ${port}
ip link set ${link} mtu 1500
ethtool -K ${link} tx off`);
    relayEnds.push({ socket: await bindIn(middle, { address: near, port }), peer: { address: far, port } });
  }
  const [one, other] = relayEnds;
  if (!one || !other) throw new Error('a cable has two ends');
  const relay = openUdpRelay([one, other]);
  return {
    ...relay,
    async close() {
      relay.close();
      await middle.close();
    },
  };
}

/** @param {string} link @param {string} address */
function raise(link, address) {
  return `
ip addr add ${address}/30 dev ${link}
ip link set ${link} mtu ${outerMtu} up`;
}
