/** @typedef {import('./access-kinds.mjs').AccessKind} AccessKind */
/** @typedef {'direct' | 'relay by UDP' | 'relay by TCP'} Path between two people; by TCP as soon as one of them gets no further without */

/**
 * The best path that two networks leave, when there is a relay in both families of addresses.
 * @param {AccessKind} one @param {AccessKind} other
 * @returns {Path}
 */
export function expectedPath(one, other) {
  if (!one.udp || !other.udp) return 'relay by TCP';
  // Through a firewall alone both ends know the ports, so that packets of both open it.
  if (one.ipv6 === 'whole' && other.ipv6 === 'whole') return 'direct';
  if (!one.ipv4 || !other.ipv4) return 'relay by UDP';
  return getsThrough(one, other) || getsThrough(other, one) ? 'direct' : 'relay by UDP';
}

/**
 * Whether the first packets of one get through to the other, who has been told where they seem to come from. Who was reached
 * answers to where they really came from.
 * @param {AccessKind} from @param {AccessKind} to
 */
function getsThrough(from, to) {
  const isSeenAsTold = to.mapping !== 'random';
  const isExpected = from.mapping !== 'random' || to.filtering !== 'address-and-port';
  return isSeenAsTold && isExpected;
}
