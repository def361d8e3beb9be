import type { Attention } from '../shared/messaging/contract.ts';
import type { Port } from '../shared/messaging/runtime-port.ts';
import { createContactBook } from './contacts/contact-book.ts';
import { createRecovery } from './identity/recovery.ts';
import type { Introductions } from './introductions.ts';
import { createIntroductions } from './introductions.ts';
import type { NetworkHost } from './mailbox/network-watch.ts';
import { createNetworkWatch } from './mailbox/network-watch.ts';
import type { Clock } from './ports/clock.ts';
import type { CallButtons, FloatingWindow } from './ports/floating-window-port.ts';
import type { Log } from './ports/log.ts';
import type { LoopbackViews } from './ports/loopback-views-port.ts';
import type { MailboxPort } from './ports/mailbox-port.ts';
import type { MediaPort } from './ports/media-port.ts';
import type { MediaShelf } from './ports/media-shelf-port.ts';
import type { CreatePeerLink, PeerOptions } from './ports/peer-port.ts';
import type { Stores } from './ports/stores-port.ts';
import type { RequestHandlers } from './requests.ts';
import { createRequestHandlers } from './requests.ts';
import { createSettingsKeeper } from './settings-keeper.ts';
import { createSurfaces } from './surfaces/surfaces.ts';
import type { Talk, TalkDependencies } from './talk.ts';
import { createTalk } from './talk.ts';

/** The world around the engine, as one host or another provides it. */
export interface EngineHost extends NetworkHost {
  readonly stores: Stores;
  readonly mailbox: MailboxPort;
  readonly createPeerLink: CreatePeerLink;
  readonly peerConnectionCount: () => number;
  readonly iceServers: PeerOptions['iceServers'];
  readonly media: MediaPort;
  readonly shelf: MediaShelf;
  readonly loopback: LoopbackViews;
  readonly createFloatingWindow: (buttons: CallButtons, onChange: () => void) => FloatingWindow;
  readonly clock: Clock;
  readonly log: Log;
  showAttention(attention: Attention): void;
  /** Begins anew with what is stored. */
  restart(): void;
  askPermission(wanted: { readonly video: boolean }): void;
}

export interface Engine {
  readonly requests: RequestHandlers;
  /** A surface opened its feed. */
  attach(port: Port): void;
  /** The host is about to go. */
  close(): void;
}

/** Puts the parts together: introductions, talk, and the surfaces that show both. */
export function createEngine(host: EngineHost): Engine {
  const { stores } = host;

  // The parts know each other in circles; each asks for another only when something happens.
  const changed = (): void => surfaces.changed();
  const contacts = createContactBook(stores.contacts, changed);
  const network = createNetworkWatch(host, changed);
  const settings = createSettingsKeeper(stores.settings, (before) => {
    changed();
    talk.handleSettings(before);
    if (before.acceptRequestsById !== settings.get().acceptRequestsById) introductions.renewHeader();
  });
  const talk: Talk = createTalk({
    ...host,
    contacts,
    ...lateIntroductions(() => introductions),
    settings: settings.get,
    changed,
    conversationChanged(id) {
      surfaces.conversationChanged(id);
      introductions.mail.handleConversationChanged(id);
    },
    missedCall: (...call) => surfaces.missedCall(...call),
  });
  const introductions = createIntroductions({
    ...host,
    ...talk,
    contacts,
    settings: settings.get,
    network,
    onElsewhere: talk.end,
    changed,
  });
  const floating = host.createFloatingWindow(talk.calls, changed);
  const surfaces = createSurfaces({ ...host, contacts, introductions, network, floating, settings, ...talk });

  const ready = loadAll([
    settings.load,
    contacts.load,
    talk.load,
    introductions.identity.load,
    // Not waited for: a driver may never answer.
    async () => talk.devices.refresh(),
  ]).then(changed);

  const recovery = createRecovery({ ...host, introductions, settings, endTalk: talk.end });

  return {
    requests: createRequestHandlers({
      ...host,
      ...talk,
      ready,
      contacts,
      introductions,
      floating,
      settings,
      recovery,
    }),
    attach: (port) => void ready.then(() => surfaces.attach(port)),
    close() {
      talk.end();
      void introductions.close();
    },
  };
}

/** What talk needs of the introductions, which need talk. */
function lateIntroductions(
  introductions: () => Introductions,
): Pick<TalkDependencies, 'letters' | 'prekeys' | 'leaveMail' | 'self'> {
  return {
    letters: { send: (to, letter) => introductions().post.send(to, letter) },
    prekeys: {
      handleOpened: (id) => introductions().prekeys.handleOpened(id),
      handleFrame: (id, frame) => introductions().prekeys.handleFrame(id, frame),
    },
    leaveMail: (to, mail) => introductions().mail.leave(to, mail),
    self: () => introductions().identity.require().id,
  };
}

/** One after the other, for each may look at what the former has loaded. */
async function loadAll(loads: readonly (() => Promise<void>)[]): Promise<void> {
  for (const load of loads) await load();
}
