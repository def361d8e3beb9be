import { consoleLog as log } from '../adapters/console-log.ts';
import { createFirestoreMailbox } from '../adapters/firestore/firestore-mailbox.ts';
import { openStores } from '../adapters/indexeddb/open-stores.ts';
import { createBrowserMedia } from '../adapters/media/browser-media.ts';
import { createCallPoster } from '../adapters/media/call-poster.ts';
import { createCallSession } from '../adapters/media/call-session.ts';
import { createFloatingWindow } from '../adapters/media/floating-window.ts';
import { createLoopbackViews } from '../adapters/media/loopback-view.ts';
import { createStreamRegistry } from '../adapters/media/stream-registry.ts';
import { systemClock as clock } from '../adapters/system-clock.ts';
import { peerConnectionCount } from '../adapters/webrtc/connections.ts';
import { createPeerLink } from '../adapters/webrtc/peer-link.ts';
import { createEngine } from '../engine/engine.ts';
import { createRequester, serve } from '../shared/messaging/channel.ts';
import { fastStreamPortName } from '../shared/messaging/fast-stream.ts';
import { feedPortName } from '../shared/messaging/feed.ts';
import { servePorts } from '../shared/messaging/runtime-port.ts';
import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';
import { readIceServers, readMailboxConfig } from './build-config.ts';

// The engine's host on Chromium: everything it needs from this document is put in here.

const background = createRequester(runtimeTransport, 'background');
const streams = createStreamRegistry(window);

const engine = createEngine({
  stores: await openStores(),
  mailbox: createFirestoreMailbox(readMailboxConfig(import.meta.env), { clock, log }),
  createPeerLink,
  peerConnectionCount,
  iceServers: readIceServers(import.meta.env),
  media: createBrowserMedia(window, { clock, log }),
  streams,
  loopback: createLoopbackViews({ streams, clock }),
  createFloatingWindow: (buttons, onChange) =>
    createFloatingWindow({
      host: document,
      clock,
      streams,
      poster: createCallPoster(document),
      session: createCallSession(navigator.mediaSession, buttons),
      onChange,
    }),
  clock,
  log,
  isOnline: () => navigator.onLine,
  onNetworkChange(notify) {
    window.addEventListener('online', notify);
    window.addEventListener('offline', notify);
  },
  showAttention: (attention) => tell(background('attention.show', attention)),
  restart: () => location.reload(),
  askPermission: (wanted) => tell(background('permissionPage.open', wanted)),
});

serve(runtimeTransport, 'engine')(engine.requests);
servePorts(feedPortName, engine.attach);
servePorts(fastStreamPortName, engine.attachStream);
window.addEventListener('pagehide', engine.close);

// What a browser takes away when its disk is short of room is nowhere else.
navigator.storage.persist().then(
  (persistent) => persistent || log('warn', 'storage-may-be-evicted'),
  (error: unknown) => log('warn', 'storage-not-persistent', { reason: String(error) }),
);

/** The background may be starting; what it was not told now it is told with the next change. */
function tell(request: Promise<void>): void {
  request.catch((error: unknown) => log('warn', 'background-not-told', { reason: String(error) }));
}
