import { isRelayUrl, relayUrl } from '../../shared/settings/relay.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { PeerOptions } from '../ports/peer-port.ts';

/** By which servers a connection may find its way. */
export type Route = Pick<PeerOptions, 'iceServers' | 'relayOnly'>;

/** Undefined when addresses are to be hidden and there is no relay to hide them behind: then nothing may connect. */
export function routeOf(
  { relayOnly, relayServer }: Pick<Settings, 'relayOnly' | 'relayServer'>,
  builtIn: PeerOptions['iceServers'],
): Route | undefined {
  const url = relayUrl(relayServer);
  const { username, password } = relayServer;
  const own = url === undefined ? [] : [{ urls: waysTo(url), username, credential: password }];
  const iceServers = [...builtIn, ...own];
  if (!relayOnly) return { iceServers, relayOnly };
  const relays = iceServers.flatMap(({ urls, ...rest }) => {
    const relaying = (typeof urls === 'string' ? [urls] : urls).filter(isRelayUrl);
    return relaying.length > 0 ? [{ ...rest, urls: relaying }] : [];
  });
  return relays.length > 0 ? { iceServers: relays, relayOnly } : undefined;
}

/** A relay is there for networks that let little out, so it is asked by TCP as well unless its address names one way. */
function waysTo(url: string): readonly string[] {
  const isNamed = url.includes('?') || /^turns:/i.test(url);
  return isNamed ? [url] : [url, `${url}?transport=tcp`];
}
