import type { LinkDescription } from '#src/engine/links/rules/signals.ts';

export const hostCandidate = '842163049 1 udp 2122260223 192.0.2.7 51511 typ host';
export const mdnsCandidate = '1510613869 1 udp 2113937151 9d1b6f64-2a8e-4b0a-9f1c-6f5b0c7d2e31.local 40000 typ host';
export const reflexiveCandidate = '3377426864 1 udp 1677729535 203.0.113.9 61000 typ srflx raddr 0.0.0.0 rport 0';
export const relayCandidate = '4 1 udp 33562367 198.51.100.3 50001 typ relay raddr 203.0.113.9 rport 61000';

/** A description that parses; `ufrag` tells one from another. */
export function describedAs(role: LinkDescription['role'], ufrag = 'abcd'): LinkDescription {
  return {
    role,
    ufrag,
    password: 'p'.repeat(24),
    fingerprint: '0123456789abcdef'.repeat(4),
    setup: role === 'offer' ? 'actpass' : 'active',
    candidates: [hostCandidate],
  };
}
