import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCandidate, withoutRelatedAddress } from '#src/engine/links/rules/candidate.ts';
import { maxCandidates, parseLinkDescription } from '#src/engine/links/rules/description.ts';
import { parseNegotiationFrame } from '#src/engine/links/rules/frames.ts';
import { parseAnswerPayload, parseCandidatesPayload, parseOfferPayload } from '#src/engine/links/rules/signals.ts';
import {
  describedAs,
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

describe('a description', () => {
  test('parses to itself, without anything else that was there', () => {
    for (const description of [describedAs('offer'), describedAs('answer')]) {
      expect(parseLinkDescription({ ...description, extra: '\r\na=x' })).toEqual(description);
    }
  });

  test.each([
    ['line breaks in ufrag', { ufrag: 'abcd\r\na=evil:1' }],
    ['a trailing line feed in ufrag', { ufrag: 'abcd\n' }],
    ['a short ufrag', { ufrag: 'abc' }],
    ['a long ufrag', { ufrag: 'a'.repeat(257) }],
    ['a short password', { password: 'p'.repeat(21) }],
    ['line breaks in password', { password: `${'p'.repeat(22)}\r\n` }],
    ['a line break before the password', { password: `\n${'p'.repeat(22)}` }],
    ['more before the fingerprint', { fingerprint: `\n${'ab'.repeat(32)}` }],
    ['more behind the fingerprint', { fingerprint: `${'ab'.repeat(32)}\n` }],
    ['an upper-case fingerprint', { fingerprint: 'AB'.repeat(32) }],
    ['a short fingerprint', { fingerprint: 'ab'.repeat(31) }],
    ['the role of an answer in an offer', { setup: 'active' }],
    ['an unknown role', { role: 'rollback' }],
    ['a bad candidate', { candidates: ['x'] }],
    ['too many candidates', { candidates: new Array(maxCandidates + 1).fill(hostCandidate) }],
    ['a candidate that is no string', { candidates: [null] }],
    ['no candidates', { candidates: undefined }],
  ])('is refused with %s', (_what, change) => {
    expect(parseLinkDescription({ ...describedAs('offer'), ...change })).toBeUndefined();
  });

  test('an answer cannot pass for an offer, nor an offer for an answer', () => {
    expect(parseOfferPayload({ description: describedAs('answer') })).toBeUndefined();
    expect(parseAnswerPayload({ description: describedAs('offer') })).toBeUndefined();
    expect(parseOfferPayload({ description: describedAs('offer') })).toEqual(describedAs('offer'));
    expect(parseAnswerPayload({ description: describedAs('answer') })).toEqual(describedAs('answer'));
    expect(parseCandidatesPayload({ candidates: [reflexiveCandidate] })).toEqual([reflexiveCandidate]);
  });

  test('any JSON value is either refused or clean', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('ufrag', 'password', 'fingerprint', 'setup', 'candidates'),
        (value, key) => {
          for (const parse of [parseOfferPayload, parseAnswerPayload, parseCandidatesPayload]) parse(value);
          const parsed = parseLinkDescription({ ...describedAs('offer'), [key]: value });
          if (parsed !== undefined) expect(JSON.stringify(parsed)).not.toMatch(/\\[rn]/);
        },
      ),
    );
  });
});

describe('a negotiation frame', () => {
  test('is refused over 32 KiB', () => {
    const frame = { t: 'negotiation.description', type: 'offer', sdp: 'x'.repeat(32 * 1024) };
    expect(parseNegotiationFrame(frame)).toEqual(frame);
    expect(parseNegotiationFrame({ ...frame, sdp: `${frame.sdp}x` })).toBeUndefined();
  });

  test.each([
    [{ t: 'negotiation.description', type: 'rollback', sdp: 'x' }],
    [{ t: 'negotiation.description', type: 'offer' }],
    [{ t: 'negotiation.candidate', candidate: '1 1 udp 1 evil.example 9 typ host', mid: '0', ufrag: 'abcd' }],
    [{ t: 'negotiation.candidate', candidate: hostCandidate, mid: 'a b', ufrag: 'abcd' }],
    [{ t: 'negotiation.candidate', candidate: hostCandidate, mid: '0', ufrag: 'a\r\nb' }],
    [{ t: 'negotiation.other' }],
    [null],
  ])('is refused: %j', (frame) => {
    expect(parseNegotiationFrame(frame)).toBeUndefined();
  });
});
