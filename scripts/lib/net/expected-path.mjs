/** @typedef {import('./access-kinds.mjs').AccessKind} AccessKind */

/**
 * Whether two can reach each other without a relay, by what their networks are. Everybody reaches everybody with one.
 * @param {AccessKind} one @param {AccessKind} other
 * @returns {'direct' | 'relay'}
 */
export function expectedPath(one, other) {
  if (!one.udp || !other.udp) return 'relay';
  // Through a firewall alone both ends know the ports, so that packets of both open it.
  if (one.ipv6 === 'whole' && other.ipv6 === 'whole') return 'direct';
  if (!one.ipv4 || !other.ipv4) return 'relay';
  return isKnocked(one, other) && isKnocked(other, one) ? 'direct' : 'relay';
}

/** Whether packets of `one` get through to `other`, who has sent some to where `one` was seen by others. @param {AccessKind} one @param {AccessKind} other */
function isKnocked(one, other) {
  return one.mapping !== 'random' || other.filtering !== 'address-and-port';
}
