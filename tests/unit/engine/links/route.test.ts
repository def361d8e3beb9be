import { describe, expect, it } from 'vitest';
import { routeOf } from '#src/engine/links/route.ts';
import { noRelayServer, relayUrl } from '#src/shared/settings/relay.ts';

const stun = { urls: ['stun:stun.example'] };
const relayServer = { address: 'turn.example.org:3478', username: 'alice', password: 'secret' };
const byUdp = 'turn:turn.example.org:3478';
const relay = { urls: [byUdp, `${byUdp}?transport=tcp`], username: 'alice', credential: 'secret' };

describe('the route of a connection', () => {
  it('is direct unless addresses are to be hidden, and takes a relay along where there is one', () => {
    expect(routeOf({ relayOnly: false, relayServer: noRelayServer }, [stun])).toEqual({
      iceServers: [stun],
      relayOnly: false,
    });
    expect(routeOf({ relayOnly: false, relayServer }, [stun])?.iceServers).toHaveLength(2);
  });

  it('asks nobody but relays when addresses are to be hidden', () => {
    const mixed = { urls: ['stun:stun.example', 'turns:relay.example'], username: 'u', credential: 'c' };
    expect(routeOf({ relayOnly: true, relayServer }, [stun])).toEqual({ iceServers: [relay], relayOnly: true });
    expect(routeOf({ relayOnly: true, relayServer: noRelayServer }, [stun, mixed])?.iceServers).toEqual([
      { ...mixed, urls: ['turns:relay.example'] },
    ]);
  });

  it.each([
    ['by UDP and TCP where its address names neither', 'turn.example.org:3478', relay.urls],
    ['by UDP alone where that is named', `${byUdp}?transport=udp`, [`${byUdp}?transport=udp`]],
    ['by TCP alone where that is named', `${byUdp}?transport=tcp`, [`${byUdp}?transport=tcp`]],
    ['by TLS, which is TCP already', 'turns:turn.example.org', ['turns:turn.example.org']],
  ])('asks a relay %s', (_how, address, urls) => {
    const route = routeOf({ relayOnly: false, relayServer: { ...relayServer, address } }, []);
    expect(route?.iceServers.map((server) => server.urls)).toEqual([urls]);
  });

  it.each([noRelayServer, { ...relayServer, address: 'no server!' }, { ...relayServer, address: 'stun:a.example' }])(
    'is closed when addresses are to be hidden behind %j',
    (server) => {
      expect(routeOf({ relayOnly: true, relayServer: server }, [stun])).toBeUndefined();
    },
  );
});

describe('the address of a relay', () => {
  it.each([
    ['turn.example.org', 'turn:turn.example.org'],
    [' turns:turn.example.org:443?transport=tcp ', 'turns:turn.example.org:443?transport=tcp'],
    ['[2001:db8::1]:3478', 'turn:[2001:db8::1]:3478'],
    ['', undefined],
    ['https://example.org', undefined],
    ['turn:a b', undefined],
    [`${'a'.repeat(400)}.example`, undefined],
  ])('%s is read as %s', (address, url) => {
    expect(relayUrl({ ...noRelayServer, address })).toBe(url);
  });
});
