import type { HomeProject } from '../shared/identity/home-project.ts';
import type { Attention } from '../shared/messaging/contract.ts';
import type { Port } from '../shared/messaging/port.ts';
import { createLaterSearch } from './chat/later-search.ts';
import type { EditableContactBook } from './contacts/contact-book.ts';
import { createContactBook } from './contacts/contact-book.ts';
import { safetyDigest } from './crypto/safety-digest.ts';
import type { OwnIdentity } from './identity/own-identity.ts';
import { createOwnIdentity } from './identity/own-identity.ts';
import { createRecovery } from './identity/recovery.ts';
import type { NetworkHost, NetworkWatch } from './mailbox/network-watch.ts';
import { createNetworkWatch } from './mailbox/network-watch.ts';
import { createOutgoing } from './mailbox/outgoing.ts';
import { createRestingMailbox } from './mailbox/resting-mailbox.ts';
import type { News } from './news.ts';
import { createNews } from './news.ts';
import { createVerification } from './pairing/verification.ts';
import type { Clock } from './ports/clock.ts';
import type { CallButtons, FloatingWindow } from './ports/floating-window-port.ts';
import type { Log } from './ports/log.ts';
import type { LoopbackViews } from './ports/loopback-views-port.ts';
import type { MailboxPort } from './ports/mailbox-port.ts';
import type { MediaPort } from './ports/media-port.ts';
import type { CreatePeerLink, PeerOptions, ProbeWay } from './ports/peer-port.ts';
import type { Stores } from './ports/stores-port.ts';
import type { StreamRegistry } from './ports/stream-registry-port.ts';
import type { Reception } from './reception.ts';
import { createReception } from './reception.ts';
import type { RequestHandlers } from './requests.ts';
import { createRequestHandlers } from './requests.ts';
import type { SettingsKeeper } from './settings/settings-keeper.ts';
import { createSettingsKeeper } from './settings/settings-keeper.ts';
import type { FastStream } from './surfaces/fast-stream.ts';
import { createFastStream } from './surfaces/fast-stream.ts';
import { createMoves } from './surfaces/moves.ts';
import { createSurfaces } from './surfaces/surfaces.ts';
import type { Talk } from './talk.ts';
import { createTalk } from './talk.ts';

/** The world around the engine, as one host or another provides it. */
export interface EngineHost extends NetworkHost {
  readonly stores: Stores;
  readonly mailbox: MailboxPort;
  readonly createPeerLink: CreatePeerLink;
  readonly probeWay: ProbeWay;
  readonly peerConnectionCount: () => number;
  readonly iceServers: PeerOptions['iceServers'];
  readonly media: MediaPort;
  readonly streams: StreamRegistry;
  readonly loopback: LoopbackViews;
  readonly createFloatingWindow: (buttons: CallButtons, onChange: () => void) => FloatingWindow;
  readonly clock: Clock;
  readonly log: Log;
  showAttention(attention: Attention): void;
  /** Begins anew with what is stored. */
  restart(): void;
  /** Where invite links lead, as an address; null where there is no page for those without the extension. */
  readonly invitePage: string | null;
  /** The project that the mailbox speaks to; null where no link could carry it. */
  readonly home: HomeProject | null;
  /** Was seen to end whatever goes on, unless a surface is open. */
  readonly sleeps: boolean;
  askPermission(wanted: { readonly video: boolean }): void;
}

export interface Engine {
  /** Settles when what is stored has been read; rejects with `StoreError` when that cannot be. */
  readonly ready: Promise<void>;
  readonly requests: RequestHandlers;
  /** A surface opened its feed; not before `ready`. */
  attach(port: Port): void;
  /** A surface opened its end of the fast stream. */
  attachStream(port: Port): void;
  /** A surface tells moves over it. */
  attachMoves(port: Port): void;
  /** A page of the web that may be what is shared. */
  attachSharedPage(port: Port): void;
  /** The host is about to go. */
  close(): void;
}

/** Puts the parts together, each from those before it: who we are, whom we know, what we say, who writes to us, what is shown. */
export function createEngine(host: EngineHost): Engine {
  const { stores, clock, log } = host;
  const news = createNews();
  const changed = news.changed.tell;
  const settings = createSettingsKeeper(stores.settings);
  settings.listen(changed);
  const network = createNetworkWatch({ host, clock, onChange: changed });
  const resting = createRestingMailbox(host.mailbox);
  const { mailbox } = resting;

  const own = createOwnIdentity({ stores, mailbox, clock, settings: settings.get, changed });
  const contacts = createContactBook(stores.contacts, changed);
  const outgoing = createOutgoing({ mailbox, contacts, own, clock, log });
  const stream = createFastStream();
  const talk = createTalk({ host, own, contacts, outgoing, settings, news, network, stream });
  const { links, prekeys, names, conversations } = talk;
  const reception = createReception({
    stores,
    resting,
    own,
    contacts,
    outgoing,
    links,
    prekeys,
    names,
    conversations,
    network,
    news,
    clock,
    log,
    onElsewhere: talk.end,
  });
  settings.listen((now, before) => {
    if (before.acceptRequestsById === now.acceptRequestsById) return;
    const failed = (error: unknown): void => log('warn', 'header-not-renewed', { reason: String(error) });
    own.header.write(own.identity.require()).catch(failed);
  });
  return present(host, { news, stream, settings, network, own, contacts, talk, reception });
}

interface EngineParts {
  readonly news: News;
  readonly stream: FastStream;
  readonly settings: SettingsKeeper;
  readonly network: NetworkWatch;
  readonly own: OwnIdentity;
  readonly contacts: EditableContactBook;
  readonly talk: Talk;
  readonly reception: Reception;
}

/** Loads what is stored, shows it to surfaces, and answers what they ask. */
function present(host: EngineHost, parts: EngineParts): Engine {
  const { news, stream, settings, network, own, contacts, talk, reception } = parts;
  const { identity } = own;
  const { stores, clock, log } = host;
  const floating = host.createFloatingWindow(talk.calls, news.changed.tell);
  const surfaces = createSurfaces({
    host,
    news,
    stream,
    settings,
    network,
    identity,
    contacts,
    talk,
    reception,
    floating,
  });

  const ready = loadAll([
    settings.load,
    contacts.load,
    talk.load,
    identity.load,
    async () => identity.get() && reception.publication.start(),
    // Not waited for: a driver may never answer.
    async () => void talk.devices.refresh(),
  ]).then(news.changed.tell);

  return {
    ready,
    requests: createRequestHandlers({
      host,
      ready,
      settings,
      identity,
      contacts,
      talk,
      reception,
      floating,
      surfaces,
      search: createLaterSearch({ store: stores.conversations, contacts, clock }),
      verification: createVerification({ contacts, identity: identity.require, digest: safetyDigest, clock }),
      recovery: createRecovery({ host, identity, settings, reception, endTalk: talk.end, log }),
    }),
    attach: surfaces.attach,
    attachStream: stream.attach,
    attachMoves: createMoves(talk),
    attachSharedPage: talk.sharedPages.attach,
    close() {
      talk.end();
      void reception.close();
    },
  };
}

/** One after the other, for each may look at what the former has loaded. */
async function loadAll(loaders: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const load of loaders) await load();
}
