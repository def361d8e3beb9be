/**
 * What people's networks are like, in the words of RFC 4787 and RFC 6092. A mapping is the outside address and port that packets
 * from one inside get; filtering is whose packets are let in to it.
 * @typedef {object} AccessKind
 * @property {'none' | 'kept' | 'random'} mapping of IPv4: none, one port for all destinations, another one for each destination
 * @property {'endpoint' | 'address' | 'address-and-port'} filtering `endpoint`: anybody's; else only of those addresses, or addresses and ports, that packets went to
 * @property {boolean} ipv4
 * @property {'none' | 'whole' | 'broken'} ipv6 `broken`: addresses are given out, and nothing comes of them
 * @property {boolean} udp
 * @property {boolean} [carrierNat] a second NAT behind the one at home, of the same kind
 * @property {boolean} [isolated] who is in the same network sees nobody else in it, and reaches them by the outside address (hairpin) or not at all
 */

/** The commonest router at home: Linux with masquerading. @type {AccessKind} */
const home = { mapping: 'kept', filtering: 'address-and-port', ipv4: true, ipv6: 'none', udp: true };

/**
 * @typedef {'open' | 'full cone' | 'address restricted' | 'port restricted' | 'symmetric' | 'two NATs' | 'UDP blocked' | 'IPv6 only'
 *   | 'IPv6 broken' | 'both families' | 'hairpin'} AccessName as in tables
 */

/** @type {Readonly<Record<AccessName, AccessKind>>} */
export const accessKinds = {
  open: { ...home, mapping: 'none', filtering: 'endpoint' },
  'full cone': { ...home, filtering: 'endpoint' },
  'address restricted': { ...home, filtering: 'address' },
  'port restricted': home,
  symmetric: { ...home, mapping: 'random' },
  'two NATs': { ...home, carrierNat: true },
  'UDP blocked': { ...home, udp: false },
  'IPv6 only': { ...home, ipv4: false, ipv6: 'whole' },
  'IPv6 broken': { ...home, ipv6: 'broken' },
  'both families': { ...home, ipv6: 'whole' },
  hairpin: { ...home, filtering: 'endpoint', isolated: true },
};

export const accessNames = /** @type {readonly AccessName[]} */ (Object.keys(accessKinds));
