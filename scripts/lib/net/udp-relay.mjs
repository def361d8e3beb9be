import { createImpairment } from './impairment.mjs';

/** @typedef {import('node:dgram').Socket} Socket */
/** @typedef {import('./impairment.mjs').Impairment} Impairment */

/**
 * One end: what comes to the socket is from `peer`, and what goes to this end is sent there.
 * @typedef {{ socket: Socket, peer: { address: string, port: number } }} RelayEnd
 */

/**
 * @typedef {object} UdpRelay
 * @property {(impairment: Impairment, back?: Impairment) => void} change for packets that come from now on; `back`: from the second end to the first, if that is another one
 * @property {() => { forwarded: number, lost: number, latestByMs: number }} counts of both directions; `latestByMs`: how much later than meant a packet left, at worst
 * @property {() => Promise<void> | void} close with both sockets
 */

/**
 * Hands datagrams from one end to the other as a bad way would.
 * @param {readonly [RelayEnd, RelayEnd]} ends
 * @param {{ impairment?: Impairment, seed?: number }} [options]
 * @returns {UdpRelay}
 */
export function openUdpRelay([one, other], { impairment = {}, seed = 1 } = {}) {
  const counts = { forwarded: 0, lost: 0, latestByMs: 0 };
  const there = openDirection(one, other, counts);
  const back = openDirection(other, one, counts);
  const change = (/** @type {Impairment} */ next, nextBack = next) => {
    there.decide = createImpairment(next, seed);
    back.decide = createImpairment(nextBack, seed + 1);
  };
  change(impairment);
  return {
    change,
    counts: () => ({ ...counts }),
    close() {
      there.close();
      back.close();
    },
  };
}

/** @param {RelayEnd} from @param {RelayEnd} to @param {{ forwarded: number, lost: number, latestByMs: number }} counts */
function openDirection(from, to, counts) {
  /** @type {Set<NodeJS.Timeout>} */
  const timers = new Set();
  let isOpen = true;
  const send = (/** @type {Buffer} */ packet, /** @type {number} */ dueMs) => {
    if (!isOpen) return;
    counts.forwarded += 1;
    counts.latestByMs = Math.max(counts.latestByMs, performance.now() - dueMs);
    // Whoever is gone over there: what is sent to nobody is lost.
    to.socket.send(packet, to.peer.port, to.peer.address, () => {});
  };
  const direction = {
    decide: createImpairment({}, 0),
    close() {
      isOpen = false;
      for (const timer of timers) clearTimeout(timer);
      from.socket.close();
    },
  };
  from.socket.on('error', () => {});
  from.socket.on('message', (packet) => {
    const nowMs = performance.now();
    const dueMs = direction.decide(nowMs, packet.length);
    if (dueMs === undefined) {
      counts.lost += 1;
      return;
    }
    if (dueMs <= nowMs) return send(packet, dueMs);
    const timer = setTimeout(() => {
      timers.delete(timer);
      send(packet, dueMs);
    }, dueMs - nowMs);
    timers.add(timer);
  });
  return direction;
}
