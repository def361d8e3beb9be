import type { ConnectionWay, TestedWay } from '../../shared/settings/connection-test.ts';
import { isRelayUrl } from '../../shared/settings/relay.ts';
import type { IceServer, ProbeWay } from '../ports/peer-port.ts';
import type { Route } from './route.ts';

/** By what a way is tried: servers that are asked, for candidates of one type. */
interface Trial {
  readonly way: ConnectionWay;
  readonly wanted: 'host' | 'srflx' | 'relay';
  readonly iceServers: readonly IceServer[];
}

const relayWays = ['relay-udp', 'relay-tcp', 'relay-tls'] as const;

/** Tries each way by itself, all at once. Nobody but the servers of the route is asked, and under *relay only* none but relays. */
export async function testConnection(route: Route | undefined, probe: ProbeWay): Promise<readonly TestedWay[]> {
  return await Promise.all(trialsOf(route).map(async ({ way, ...trial }) => ({ way, ...(await probe(trial)) })));
}

function trialsOf(route: Route | undefined): readonly Trial[] {
  if (route === undefined) return [];
  const single = route.iceServers.flatMap(({ urls, ...rest }) => [urls].flat().map((url) => ({ ...rest, urls: url })));
  const through = (way: ConnectionWay) => single.filter(({ urls }) => wayOf(urls) === way);
  const relays = relayWays.flatMap((way): readonly Trial[] => {
    const iceServers = through(way);
    return iceServers.length > 0 ? [{ way, wanted: 'relay', iceServers }] : [];
  });
  if (route.relayOnly) return relays;
  const mirrors = through('far');
  const near: Trial = { way: 'near', wanted: 'host', iceServers: [] };
  return [
    near,
    ...(mirrors.length > 0 ? [{ way: 'far', wanted: 'srflx', iceServers: mirrors } as const] : []),
    ...relays,
  ];
}

function wayOf(url: string): ConnectionWay {
  if (!isRelayUrl(url)) return 'far';
  if (/^turns:/i.test(url)) return 'relay-tls';
  return /[?&]transport=tcp/i.test(url) ? 'relay-tcp' : 'relay-udp';
}
