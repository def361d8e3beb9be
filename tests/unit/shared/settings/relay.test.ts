import { describe, expect, it } from 'vitest';
import { isRelayUrl, relayUrl } from '#src/shared/settings/relay.ts';

const urlOf = (address: string): string | undefined => relayUrl({ address });

describe('the address of a relay', () => {
  it.each([
    ['turn.example.org', 'turn:turn.example.org'],
    [' turn.example.org:3478 ', 'turn:turn.example.org:3478'],
    ['myturn:3478', 'turn:myturn:3478'],
    ['turn:example.org', 'turn:example.org'],
    ['turns:example.org:5349?transport=tcp', 'turns:example.org:5349?transport=tcp'],
    ['TURNS:EXAMPLE.ORG', 'TURNS:EXAMPLE.ORG'],
    ['[2001:db8::1]:3478', 'turn:[2001:db8::1]:3478'],
    ['a'.repeat(300), `turn:${'a'.repeat(300)}`],
  ])('%j becomes %j', (address, url) => {
    expect(urlOf(address)).toBe(url);
  });

  it.each([
    '',
    'turn:',
    'stun:example.org',
    'https://example.org',
    'example.org:123456',
    'example.org?transport=sctp',
    'a b',
    'a'.repeat(301),
  ])('may not be %j', (address) => {
    expect(urlOf(address)).toBeUndefined();
  });

  it('is told from that of other servers', () => {
    expect(['turn:a', 'turns:a', 'TURN:a'].map(isRelayUrl)).toEqual([true, true, true]);
    expect(['stun:a', 'stun:turn:1', 'turna:b', 'turn.example.org'].map(isRelayUrl)).not.toContain(true);
  });
});
