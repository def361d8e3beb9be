import { describe, expect, test } from 'vitest';
import { readCandidate, withoutRelatedAddress } from '#src/engine/links/rules/candidate.ts';
import {
  hostCandidate,
  mdnsCandidate,
  reflexiveCandidate,
  relayCandidate,
} from '../../../../fakes/link-descriptions.ts';

describe('a candidate', () => {
  test.each([hostCandidate, mdnsCandidate, reflexiveCandidate, relayCandidate])('is kept as it is: %s', (candidate) => {
    expect(readCandidate(candidate)?.value).toBe(candidate);
  });

  test('loses its prefix and what browsers add for themselves', () => {
    const spoken = `candidate:${hostCandidate} generation 0 ufrag abcd network-id 1 network-cost 999`;
    expect(readCandidate(spoken)).toEqual({
      value: hostCandidate,
      origin: 'host',
      protocol: 'udp',
      priority: 2122260223,
    });
  });

  test('may have exactly 256 characters', () => {
    const longest = `${hostCandidate} x ${'x'.repeat(253 - hostCandidate.length)}`;
    expect(longest).toHaveLength(256);
    expect(readCandidate(longest)?.value).toBe(hostCandidate);
  });

  test.each(['host', 'srflx', 'prflx', 'relay'] as const)('says where it comes from: %s', (origin) => {
    expect(readCandidate(`1 1 UDP 1 192.0.2.1 9 typ ${origin.toUpperCase()}`)).toMatchObject({
      origin,
      protocol: 'udp',
    });
  });

  test('says that it would go over TCP', () => {
    expect(readCandidate('1 1 TCP 1 192.0.2.1 9 typ host tcptype active')?.protocol).toBe('tcp');
  });

  test.each([
    ['a name to be looked up', '1 1 udp 1 tracker.example.com 9 typ host'],
    ['a line break', `${hostCandidate}\r\na=fingerprint:sha-256 00`],
    ['a line break at the end', `${hostCandidate}\n`],
    ['an impossible address', '1 1 udp 1 300.1.1.1 9 typ host'],
    ['an unknown kind', '1 1 udp 1 192.0.2.1 9 typ magic'],
    ['a third component', '1 3 udp 1 192.0.2.1 9 typ host'],
    ['more than 256 characters', `${hostCandidate} ${'x '.repeat(200)}`],
    ['nothing', ''],
    ['no string', 7],
    ['a list that reads like one', [hostCandidate]],
    ['something before it', `x ${hostCandidate}`],
    ['one character more than 256', `${hostCandidate} x ${'x'.repeat(254 - hostCandidate.length)}`],
  ])('is refused with %s', (_what, candidate) => {
    expect(readCandidate(candidate)).toBeUndefined();
  });
});

describe("a relay's candidate", () => {
  const typed = (related: string): string => `1 1 udp 41885695 198.51.100.7 50000 typ relay${related}`;

  test.each([' raddr 203.0.113.77 rport 61234', ' RADDR 2001:db8::7 RPORT 9', ' raddr 0.0.0.0 rport 0'])(
    'does not tell where we are (%s)',
    (related) => {
      expect(withoutRelatedAddress(typed(related))).toBe(typed(' raddr 0.0.0.0 rport 0'));
    },
  );

  test('that tells nothing stays as it is', () => {
    expect(withoutRelatedAddress(typed(''))).toBe(typed(''));
  });
});
