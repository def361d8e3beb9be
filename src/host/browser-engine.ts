import { consoleLog as log } from '../adapters/console-log.ts';
import { createFirestoreMailbox } from '../adapters/firestore/firestore-mailbox.ts';
import { createIdentityWitness } from '../adapters/indexeddb/identity-store.ts';
import { openStores } from '../adapters/indexeddb/open-stores.ts';
import type { BrowserMediaDeps } from '../adapters/media/browser-media.ts';
import { createCallPoster } from '../adapters/media/call-poster.ts';
import { createCallSession } from '../adapters/media/call-session.ts';
import { createFloatingWindow } from '../adapters/media/floating-window.ts';
import { createLoopbackViews } from '../adapters/media/loopback-view.ts';
import { createStatusWords } from '../adapters/media/status-words.ts';
import { createStreamRegistry } from '../adapters/media/stream-registry.ts';
import { systemClock as clock } from '../adapters/system-clock.ts';
import { peerConnectionCount } from '../adapters/webrtc/connections.ts';
import { createPeerLink } from '../adapters/webrtc/peer-link.ts';
import { probeWay } from '../adapters/webrtc/probe-way.ts';
import type { Engine } from '../engine/engine.ts';
import { createEngine } from '../engine/engine.ts';
import type { MediaPort } from '../engine/ports/media-port.ts';
import { parseHomeProject } from '../shared/identity/home-project.ts';
import type { Requester } from '../shared/messaging/channel.ts';
import { readIceServers, readInvitePage, readMailboxConfig } from './build-config.ts';
import { NoServiceError } from './engine-failure.ts';

/** What differs between the pages in which an engine can live. */
export interface EnginePage {
  readonly page: Window;
  readonly background: Requester<'background'>;
  readonly createMedia: (page: Window, deps: BrowserMediaDeps) => MediaPort;
  /** Begins anew with what is stored. */
  readonly restart: () => void;
  /** The browser puts this page to sleep unless another one of the extension is open. */
  readonly sleeps?: boolean;
  /** Where invite links lead, where that is not what the build says. */
  readonly invitePage?: string;
  /** A picture of this page may float: for that a click in a surface is as good as one in this page, which nobody sees. */
  readonly canFloat: boolean;
}

/** An engine on the stores, connections and devices of this browser; it goes when its page goes. Rejects when there can be none. */
export async function createBrowserEngine(host: EnginePage): Promise<Engine> {
  const { page, background, createMedia, restart, canFloat, sleeps = false } = host;
  const { invitePage = readInvitePage(import.meta.env) } = host;
  const config = readMailboxConfig(import.meta.env);
  if (config.apiKey === '' || config.projectId === '') throw new NoServiceError();
  const streams = createStreamRegistry(page);
  const engine = createEngine({
    stores: await openStores({ witness: createIdentityWitness(page.localStorage) }),
    mailbox: createFirestoreMailbox(config, { clock, log }),
    createPeerLink,
    probeWay,
    peerConnectionCount,
    iceServers: readIceServers(import.meta.env),
    media: createMedia(page, { clock, log }),
    streams,
    loopback: createLoopbackViews({ streams, clock }),
    createFloatingWindow: (buttons, onChange) =>
      createFloatingWindow({
        host: page.document,
        canFloat,
        clock,
        streams,
        poster: createCallPoster(page.document),
        words: createStatusWords(fetchMessages, page.navigator.language),
        session: createCallSession(page.navigator.mediaSession, buttons),
        onChange,
      }),
    clock,
    log,
    isOnline: () => page.navigator.onLine,
    onNetworkChange(notify) {
      page.addEventListener('online', notify);
      page.addEventListener('offline', notify);
    },
    showAttention: (attention) => tell(background('attention.show', attention)),
    restart,
    invitePage,
    home: parseHomeProject(config),
    sleeps,
    askPermission: (wanted) => tell(background('permissionPage.open', wanted)),
  });
  page.addEventListener('pagehide', engine.close);
  keepStorage(page.navigator.storage);
  return engine;
}

/** What a browser takes away when its disk is short of room is nowhere else. Chromium goes by the permission `unlimitedStorage`. */
function keepStorage(storage: Pick<StorageManager, 'persist'>): void {
  storage.persist().catch((error: unknown) => log('warn', 'storage-not-asked', { reason: String(error) }));
}

async function fetchMessages(language: string): Promise<unknown> {
  return (await fetch(`/_locales/${language}/messages.json`)).json();
}

/** The background may be starting; what it was not told now it is told with the next change. */
function tell(request: Promise<void>): void {
  request.catch((error: unknown) => log('warn', 'background-not-told', { reason: String(error) }));
}
