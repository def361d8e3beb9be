import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildSdp,
  hasSameSections,
  isAcceptableRenegotiation,
  readDescription,
  withRestart,
} from '#src/adapters/webrtc/sdp.ts';
import type { LinkDescription } from '#src/engine/links/rules/signals.ts';
import { parseLinkDescription } from '#src/engine/links/rules/signals.ts';
import { describedAs, hostCandidate, mdnsCandidate, reflexiveCandidate } from '../../../fakes/link-descriptions.ts';

const iceText = (min: number) => fc.string({ unit: fc.constantFrom(...'ABCxyz019+/'), minLength: min, maxLength: 256 });
const anyDescription: fc.Arbitrary<LinkDescription> = fc
  .record({
    ufrag: iceText(4),
    password: iceText(22),
    fingerprint: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
    role: fc.constantFrom('offer' as const, 'answer' as const),
    passive: fc.boolean(),
    candidates: fc.array(fc.constantFrom(hostCandidate, mdnsCandidate, reflexiveCandidate), { maxLength: 24 }),
  })
  .map(({ passive, ...rest }) => ({
    ...rest,
    setup: rest.role === 'offer' ? 'actpass' : passive ? 'passive' : 'active',
  }));

describe('a description as SDP', () => {
  test('reads back as itself, candidates apart, and has no line that was not meant', () => {
    fc.assert(
      fc.property(anyDescription, (description) => {
        const sdp = buildSdp(description);
        expect(parseLinkDescription(description)).toEqual(description);
        expect(readDescription(sdp, description.role)).toEqual({ ...description, candidates: [] });
        const lines = sdp.split('\r\n');
        expect(lines).toHaveLength(16 + description.candidates.length);
        expect(lines.filter((line) => line.startsWith('a=candidate:'))).toEqual(
          description.candidates.map((candidate) => `a=candidate:${candidate}`),
        );
        expect(sdp.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      }),
    );
  });

  test('of another shape reads as nothing', () => {
    expect(readDescription('', 'offer')).toBeUndefined();
    expect(readDescription(buildSdp(describedAs('answer')), 'offer')).toBeUndefined();
    expect(readDescription(buildSdp(describedAs('offer')).replace('sha-256', 'sha-1'), 'offer')).toBeUndefined();
  });
});

describe('a renegotiation', () => {
  const { fingerprint } = describedAs('offer');
  const sdp = buildSdp(describedAs('offer'));
  const section = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\n';

  test('with the known certificate and up to four media sections is acceptable', () => {
    expect(isAcceptableRenegotiation(sdp + section.repeat(4), fingerprint)).toBe(true);
  });

  test.each([
    ['a fifth media section', sdp + section.repeat(5)],
    ['another certificate', sdp.replace('01:23', '01:24')],
    ['a second certificate', `${sdp}a=fingerprint:sha-256 ${new Array(32).fill('00').join(':')}\r\n`],
    ['a weaker hash beside the known one', `${sdp}a=fingerprint:sha-1 00:11\r\n`],
    ['a second certificate behind a bare line feed', `${sdp}a=fingerprint:sha-256 00\n`],
    ['no certificate', sdp.replace(/a=fingerprint.*\r\n/, '')],
    ['a host to be looked up', `${sdp}a=candidate:1 1 udp 1 evil.example 9 typ host\r\n`],
    ['media before data', section + sdp],
    ['no section', 'v=0\r\n'],
  ])('with %s is not', (_what, hostile) => {
    expect(isAcceptableRenegotiation(hostile, fingerprint)).toBe(false);
  });
});

describe('the half of a restart that came without an SDP', () => {
  const known = buildSdp({ ...describedAs('offer'), candidates: [hostCandidate] });
  const half = { ...describedAs('answer', 'wxyz'), password: 'q'.repeat(24), candidates: [reflexiveCandidate] };

  test('changes credentials and role in every section, drops candidates of before, and nothing else', () => {
    const twice = known + known.slice(known.indexOf('m='));
    const changed = withRestart(twice, half);
    expect(changed.match(/^a=(ice-ufrag|ice-pwd|setup|candidate|fingerprint):.{4}/gm)).toEqual(
      [1, 2].flatMap(() => ['a=ice-ufrag:wxyz', 'a=ice-pwd:qqqq', 'a=fingerprint:sha-', 'a=setup:acti']),
    );
    expect(changed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(isAcceptableRenegotiation(changed, half.fingerprint)).toBe(true);
  });

  test('fits only where there are as many sections', () => {
    expect(hasSameSections(known, withRestart(known, half))).toBe(true);
    expect(hasSameSections(known, `${known}m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n`)).toBe(false);
  });
});
