import type { TestedWay } from '../shared/settings/connection-test.ts';
import type { ContactBook } from './contacts/contact-book.ts';
import { randomSession } from './crypto/random.ts';
import type { OwnIdentity } from './identity/own-identity.ts';
import { testConnection } from './links/connection-test.ts';
import type { Links } from './links/links.ts';
import { createLinks } from './links/links.ts';
import type { Obstacles } from './links/obstacles.ts';
import { createObstacles } from './links/obstacles.ts';
import type { Route } from './links/route.ts';
import { routeOf } from './links/route.ts';
import type { NetworkHost, NetworkWatch } from './mailbox/network-watch.ts';
import type { Outgoing } from './mailbox/outgoing.ts';
import type { News } from './news.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { MailboxPort } from './ports/mailbox-port.ts';
import type { CreatePeerLink, PeerOptions, ProbeWay } from './ports/peer-port.ts';
import type { SettingsKeeper } from './settings/settings-keeper.ts';

interface WaysDependencies {
  readonly host: NetworkHost & {
    readonly mailbox: Pick<MailboxPort, 'renewWatches'>;
    readonly createPeerLink: CreatePeerLink;
    readonly probeWay: ProbeWay;
    readonly iceServers: PeerOptions['iceServers'];
    readonly clock: Clock;
    readonly log: Log;
  };
  readonly own: Pick<OwnIdentity, 'identity'>;
  readonly contacts: ContactBook;
  readonly outgoing: Pick<Outgoing, 'signals'>;
  readonly settings: Pick<SettingsKeeper, 'get'>;
  readonly news: Pick<News, 'changed' | 'linksChanged'>;
  readonly network: Pick<NetworkWatch, 'view'>;
}

/** The links to people, and what is in the way of them. */
export interface Ways {
  readonly links: Links;
  readonly obstacles: Obstacles;
  /** Asks the servers that connections would ask, and nobody else. */
  testConnection(): Promise<readonly TestedWay[]>;
}

export function createWays({ host, own, contacts, outgoing, settings, news, network }: WaysDependencies): Ways {
  const { createPeerLink, iceServers, clock, log } = host;
  const route = (): Route | undefined => routeOf(settings.get(), iceServers);
  const links: Links = createLinks({
    self: () => own.identity.require().id,
    contacts,
    signals: outgoing.signals,
    createPeerLink,
    clock,
    newSession: randomSession,
    random: Math.random,
    route,
    renewMailbox: host.mailbox.renewWatches,
    onRelay: (report) => obstacles.handleRelay(report),
    changed: news.linksChanged.tell,
    log,
  });
  host.onNetworkChange(() => {
    if (host.isOnline()) links.handleNetworkReturned();
  });
  const obstacles = createObstacles({
    service: network.view,
    mayConnect: () => route() !== undefined,
    settings: settings.get,
    met: links.met,
    changed: news.changed.tell,
  });
  return { links, obstacles, testConnection: () => testConnection(route(), host.probeWay) };
}
