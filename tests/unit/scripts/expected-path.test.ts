import { describe, expect, it } from 'vitest';
import type { AccessName } from '../../../scripts/lib/net/access-kinds.mjs';
import { accessKinds, accessNames } from '../../../scripts/lib/net/access-kinds.mjs';
import { expectedPath } from '../../../scripts/lib/net/expected-path.mjs';

function relayedFrom(name: AccessName): readonly AccessName[] {
  return accessNames.filter((other) => expectedPath(accessKinds[name], accessKinds[other]) === 'relay');
}

describe('the path that two networks leave', () => {
  it('is the same for both', () => {
    for (const one of accessNames) {
      for (const other of relayedFrom(one)) expect(relayedFrom(other)).toContain(one);
    }
  });

  it('needs a relay where ports cannot be foreseen by a side that lets in nothing else', () => {
    expect(relayedFrom('symmetric')).toEqual([
      'port restricted',
      'symmetric',
      'two NATs',
      'UDP blocked',
      'IPv6 only',
      'IPv6 broken',
      'both families',
    ]);
  });

  it('needs a relay between families of addresses, and not within one', () => {
    const withIpv6: readonly AccessName[] = ['IPv6 only', 'both families'];
    expect(relayedFrom('IPv6 only')).toEqual(accessNames.filter((name) => !withIpv6.includes(name)));
    expect(relayedFrom('both families')).toEqual(['symmetric', 'UDP blocked']);
  });

  it('needs a relay from where UDP is blocked, to everybody', () => {
    expect(relayedFrom('UDP blocked')).toEqual(accessNames);
  });

  it('is direct between all others', () => {
    expect(relayedFrom('open')).toEqual(['UDP blocked', 'IPv6 only']);
    expect(relayedFrom('port restricted')).toEqual(['symmetric', 'UDP blocked', 'IPv6 only']);
  });
});
