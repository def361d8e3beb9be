import { describe, expect, it } from 'vitest';
import type { AccessName } from '../../../scripts/lib/net/access-kinds.mjs';
import { accessKinds, accessNames } from '../../../scripts/lib/net/access-kinds.mjs';
import { expectedPath } from '../../../scripts/lib/net/expected-path.mjs';

function relayedFrom(name: AccessName): readonly AccessName[] {
  return accessNames.filter((other) => expectedPath(accessKinds[name], accessKinds[other]) !== 'direct');
}

describe('the path that two networks leave', () => {
  it('is the same whoever begins', () => {
    for (const one of accessNames) {
      for (const other of accessNames) {
        const [there, back] = [
          expectedPath(accessKinds[one], accessKinds[other]),
          expectedPath(accessKinds[other], accessKinds[one]),
        ];
        expect([one, other, there]).toEqual([one, other, back]);
      }
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

  it('needs a relay by TCP from where UDP is blocked, to everybody, and from nowhere else', () => {
    for (const name of accessNames) {
      const byTcp = accessNames.filter(
        (other) => expectedPath(accessKinds[name], accessKinds[other]) === 'relay by TCP',
      );
      expect(byTcp).toEqual(name === 'UDP blocked' ? accessNames : ['UDP blocked']);
    }
  });

  it('is direct between all others', () => {
    expect(relayedFrom('open')).toEqual(['UDP blocked', 'IPv6 only']);
    expect(relayedFrom('port restricted')).toEqual(['symmetric', 'UDP blocked', 'IPv6 only']);
  });
});
