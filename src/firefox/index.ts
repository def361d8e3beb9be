import { systemClock as clock } from '../adapters/system-clock.ts';
import { openAppWindow } from '../background/open-surface.ts';
import { startBackground } from '../background/start-background.ts';
import { createBrowserEngine } from '../host/browser-engine.ts';
import { createOwnPageTransport } from '../host/own-page-transport.ts';
import { serveEngine } from '../host/serve-engine.ts';
import { servePortsOf } from '../host/serve-ports.ts';
import { extensionApi } from '../shared/extension-api.ts';
import { createRequester } from '../shared/messaging/channel.ts';
import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';
import { createSleepWitness, startHeartbeat } from './heartbeat.ts';
import { createOwnViews } from './own-views.ts';
import { createViewMedia } from './view-media.ts';

// Firefox' event page: background and engine in one. An event may have started it, so everything listens before it waits.

const transport = createOwnPageTransport(runtimeTransport);
const { getViews } = extensionApi.extension;
// Reloading the page alone would leave its event listeners behind.
const restart = (): void => extensionApi.runtime.reload();
const witness = createSleepWitness(window.localStorage);

const starting = createBrowserEngine({
  page: window,
  background: createRequester(transport, 'background'),
  createMedia: (page, deps) => {
    const views = createOwnViews({ getViews, page, openWindow: openAppWindow, clock: deps.clock });
    return createViewMedia(page, { ...deps, views });
  },
  restart,
  sleeps: witness.read(),
  // It says that it could and then refuses; surfaces have floating windows of their own.
  canFloat: false,
});

// It is not tried again by itself: that would close every page, with what it says of the cause.
const engine = serveEngine({ transport, servePorts: servePortsOf(window) }, starting);
engine.catch(() => undefined);
startBackground({ transport, ensureEngine: async () => void (await engine) });
startHeartbeat({
  runtime: extensionApi.runtime,
  pages: () => getViews().filter((view) => view !== window),
  clock,
  witness,
});
