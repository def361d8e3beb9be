import type { ConnectionWay, TestedWay } from '../../shared/settings/connection-test.ts';
import { isRelayUrl } from '../../shared/settings/relay.ts';
import type { ProbeWay } from '../ports/peer-port.ts';
import type { Route } from './route.ts';

type Trial = Parameters<ProbeWay>[0] & { readonly way: ConnectionWay };

const relayWays = ['relay-udp', 'relay-tcp', 'relay-tls'] as const;

/** Tries each way by itself, all at once. Nobody but the servers of the route is asked, and under *relay only* none but relays. */
export async function testConnection(route: Route | undefined, probe: ProbeWay): Promise<readonly TestedWay[]> {
  return await Promise.all(trialsOf(route).map(async ({ way, ...trial }) => ({ way, ...(await probe(trial)) })));
}

function trialsOf(route: Route | undefined): readonly Trial[] {
  if (route === undefined) return [];
  const single = route.iceServers.flatMap(({ urls, ...rest }) => [urls].flat().map((url) => ({ ...rest, urls: url })));
  const through = (way: ConnectionWay, wanted: Trial['wanted']): readonly Trial[] => {
    const iceServers = single.filter(({ urls }) => wayOf(urls) === way);
    return iceServers.length > 0 ? [{ way, wanted, iceServers }] : [];
  };
  const relays = relayWays.flatMap((way) => through(way, 'relay'));
  if (route.relayOnly) return relays;
  return [{ way: 'direct', wanted: 'host', iceServers: [] }, ...through('router', 'srflx'), ...relays];
}

function wayOf(url: string): ConnectionWay {
  if (!isRelayUrl(url)) return 'router';
  if (/^turns:/i.test(url)) return 'relay-tls';
  return /[?&]transport=tcp/i.test(url) ? 'relay-tcp' : 'relay-udp';
}
