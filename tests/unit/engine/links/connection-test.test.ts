import { expect, it } from 'vitest';
import { testConnection } from '#src/engine/links/connection-test.ts';
import { routeOf } from '#src/engine/links/route.ts';
import type { ProbeWay } from '#src/engine/ports/peer-port.ts';

const builtIn = [{ urls: ['stun:stun.one', 'stun:stun.two'] }];
const relayServer = { address: 'relay.example.org', username: 'me', password: 'secret' };

async function tried(settings: Parameters<typeof routeOf>[0]) {
  const asked: Parameters<ProbeWay>[0][] = [];
  const ways = await testConnection(routeOf(settings, builtIn), async (trial) => {
    asked.push(trial);
    return { outcome: trial.wanted === 'relay' ? 'refused' : 'works', tookMs: asked.length };
  });
  return { ways, asked: asked.map(({ wanted, iceServers }) => [wanted, ...iceServers.map(({ urls }) => urls)]) };
}

it('tries each way by itself, with the servers that belong to it', async () => {
  const { ways, asked } = await tried({ relayOnly: false, relayServer });
  expect(asked).toEqual([
    ['host'],
    ['srflx', 'stun:stun.one', 'stun:stun.two'],
    ['relay', 'turn:relay.example.org'],
    ['relay', 'turn:relay.example.org?transport=tcp'],
  ]);
  expect(ways.map(({ way, outcome }) => [way, outcome])).toEqual([
    ['direct', 'works'],
    ['router', 'works'],
    ['relay-udp', 'refused'],
    ['relay-tcp', 'refused'],
  ]);
});

it.each([
  ['turns:relay.example.org', 'relay-tls'],
  ['turn:relay.example.org?transport=tcp', 'relay-tcp'],
  ['turn:relay.example.org?transport=udp', 'relay-udp'],
])('asks a relay whose address names a protocol by that alone: %s', async (address, way) => {
  const { ways } = await tried({ relayOnly: true, relayServer: { ...relayServer, address } });
  expect(ways.map((one) => one.way)).toEqual([way]);
});

it('asks none but relays while the address is hidden, and nobody where there is no relay', async () => {
  const { asked } = await tried({ relayOnly: true, relayServer });
  expect(asked.map(([wanted]) => wanted)).toEqual(['relay', 'relay']);
  expect(await tried({ relayOnly: true, relayServer: { ...relayServer, address: '' } })).toEqual({
    ways: [],
    asked: [],
  });
});
