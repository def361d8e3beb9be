import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  maxCandidates,
  parseAnswerPayload,
  parseCandidatesPayload,
  parseLinkDescription,
  parseOfferPayload,
} from '#src/engine/links/rules/signals.ts';
import { describedAs, hostCandidate, reflexiveCandidate } from '../../../../fakes/link-descriptions.ts';

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
