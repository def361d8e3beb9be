/** @typedef {import('./access-kinds.mjs').AccessKind} AccessKind */

/**
 * The rules of a router between `lan` and `wan`, for `nft`. Linux itself keeps ports and lets only those in who were written to;
 * who else is let in is told from what went out.
 * @param {AccessKind} kind @param {{ outside: string }} addresses `outside`: the router's own IPv4 address at `wan`
 */
export function natRules(kind, { outside }) {
  return `
table inet lab {
  # A packet to the router itself must leave no trace, or the port would not be free when somebody inside writes from it.
  chain input { type filter hook input priority filter
    iifname wan ct state new drop
  }
  chain forward { type filter hook forward priority filter
    ${kind.udp ? '' : 'meta l4proto udp drop'}
    ${kind.ipv6 === 'broken' ? 'meta nfproto ipv6 drop' : ''}
    ${kind.mapping === 'none' ? '' : insiders(kind)}
  }
}
${kind.mapping === 'none' ? '' : mapping(kind, outside)}`;
}

/** @param {AccessKind} kind */
function insiders({ filtering }) {
  // Whoever was let in by the mapping is not told from whom packets went to; IPv6 has none.
  return `iifname wan ct state new ${filtering === 'address-and-port' ? '' : 'ct status & dnat == 0'} drop`;
}

/** @param {AccessKind} kind @param {string} outside */
function mapping({ mapping: ports, filtering, isolated }, outside) {
  const letIn = filtering === 'address' ? 'ip saddr . udp dport @written' : '';
  return `
table ip nat {
  map inside { type inet_service : ipv4_addr; flags dynamic,timeout; timeout 5m; }
  set written { type ipv4_addr . inet_service; flags dynamic,timeout; timeout 5m; }
  chain learn { type filter hook forward priority filter
    iifname lan oifname wan meta l4proto udp update @inside { udp sport : ip saddr } update @written { ip daddr . udp sport }
  }
  chain prerouting { type nat hook prerouting priority dstnat
    ${filtering === 'address-and-port' ? '' : `iifname wan meta l4proto udp ${letIn} dnat to udp dport map @inside`}
    ${isolated ? `iifname lan ip daddr ${outside} meta l4proto udp dnat to udp dport map @inside` : ''}
  }
  chain postrouting { type nat hook postrouting priority srcnat
    oifname wan masquerade ${ports === 'random' ? 'fully-random' : ''}
    ${isolated ? `iifname lan oifname lan snat to ${outside}` : ''}
  }
}`;
}
