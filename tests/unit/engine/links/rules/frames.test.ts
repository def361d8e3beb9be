import { describe, expect, it } from 'vitest';
import { clockToleranceMs, prekeyLifeMs, prekeyRenewalMs } from '#src/engine/identity/rules/prekey-timing.ts';
import {
  farewellFrame,
  frameName,
  isNegotiation,
  parseNegotiationFrame,
  pingFrame,
  pongFrame,
  takesBeats,
} from '#src/engine/links/rules/frames.ts';
import { parseLinkDescription, parseOfferPayload } from '#src/engine/links/rules/signals.ts';
import { prekeyFrame } from '#src/engine/prekeys/rules/prekey-frame.ts';
import { describedAs, hostCandidate } from '../../../../fakes/link-descriptions.ts';

const trickled = { t: 'negotiation.candidate', candidate: hostCandidate, mid: 'audio0', ufrag: 'ab+/' };

describe('frames of the link itself', () => {
  it.each([null, undefined, 7, 'text', {}, { t: 7 }])('have no name when they are %j', (value) => {
    expect(frameName(value)).toBeUndefined();
  });

  it('are known by their names, which other versions know too', () => {
    expect(farewellFrame).toEqual({ t: 'link.farewell' });
    expect([pingFrame, pongFrame]).toEqual([{ t: 'link.ping' }, { t: 'link.pong', unreliable: true }]);
    expect([pongFrame, { t: 'link.pong' }, { t: 'link.pong', unreliable: 1 }].map(takesBeats)).toEqual([
      true,
      false,
      false,
    ]);
    expect(['negotiation.candidate', 'x.negotiation.', 'text.message'].map(isNegotiation)).toEqual([
      true,
      false,
      false,
    ]);
    expect(prekeyFrame(new Uint8Array(105)).t).toBe('keys.prekey');
  });

  it('carry answers and candidates', () => {
    const answer = { t: 'negotiation.description', type: 'answer', sdp: 'v=0', round: 1 };
    expect(parseNegotiationFrame(answer)).toEqual(answer);
    expect(parseNegotiationFrame(trickled)).toEqual(trickled);
    expect(parseNegotiationFrame({ ...trickled, candidate: `candidate:${hostCandidate}` })).toEqual(trickled);
  });

  it.each([
    ['a candidate that is none', { candidate: 'magic' }],
    ['a section with a line break', { mid: 'a\n' }],
    ['a generation with something before it', { ufrag: '\nabcd' }],
    ['a generation with something behind it', { ufrag: 'abcd\n' }],
    ['a generation of three characters', { ufrag: 'abc' }],
  ])('do not carry %s', (_, change) => {
    expect(parseNegotiationFrame({ ...trickled, ...change })).toBeUndefined();
  });
});

describe('descriptions', () => {
  it('may wait for the other side to begin', () => {
    const passive = { ...describedAs('answer'), setup: 'passive' };
    expect(parseLinkDescription(passive)).toEqual(passive);
  });

  it('that are none make no offer', () => {
    expect(parseOfferPayload({ description: 'v=0' })).toBeUndefined();
  });
});

describe('keys of signals', () => {
  it('open signals for four weeks and are renewed every week, with clocks wrong by two days', () => {
    const dayMs = 86_400_000;
    expect([prekeyRenewalMs, prekeyLifeMs, clockToleranceMs].map((timeMs) => timeMs / dayMs)).toEqual([7, 28, 2]);
  });
});

describe('a negotiation frame', () => {
  it('is refused over 32 KiB', () => {
    const frame = { t: 'negotiation.description', type: 'offer', round: 1, sdp: 'x'.repeat(32 * 1024) };
    expect(parseNegotiationFrame(frame)).toEqual(frame);
    expect(parseNegotiationFrame({ ...frame, sdp: `${frame.sdp}x` })).toBeUndefined();
  });

  it.each([
    [{ t: 'negotiation.description', type: 'rollback', round: 1, sdp: 'x' }],
    [{ t: 'negotiation.description', type: 'offer', sdp: 'x' }],
    [{ t: 'negotiation.description', type: 'offer', round: 1 }],
    [{ t: 'negotiation.candidate', candidate: '1 1 udp 1 evil.example 9 typ host', mid: '0', ufrag: 'abcd' }],
    [{ t: 'negotiation.candidate', candidate: hostCandidate, mid: 'a b', ufrag: 'abcd' }],
    [{ t: 'negotiation.candidate', candidate: hostCandidate, mid: '0', ufrag: 'a\r\nb' }],
    [{ t: 'negotiation.other' }],
    [null],
  ])('is refused: %j', (frame) => {
    expect(parseNegotiationFrame(frame)).toBeUndefined();
  });
});
