import { openAppWindow } from '../background/open-surface.ts';
import { startBackground } from '../background/start-background.ts';
import { createBrowserEngine } from '../host/browser-engine.ts';
import { extensionApi } from '../shared/extension-api.ts';
import { createRequester, serve } from '../shared/messaging/channel.ts';
import { fastStreamPortName } from '../shared/messaging/fast-stream.ts';
import { feedPortName } from '../shared/messaging/feed.ts';
import { servePorts } from '../shared/messaging/runtime-port.ts';
import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createOwnPageTransport } from './own-page-transport.ts';
import { createOwnViews } from './own-views.ts';
import { createViewMedia } from './view-media.ts';

// Firefox' event page: background and engine in one. An event may have started it, so everything listens before it waits.

const transport = createOwnPageTransport(runtimeTransport);
const background = createRequester(transport, 'background');
startHeartbeat();
startBackground({ transport, ensureEngine: async () => void (await engine) });

const engine = createBrowserEngine({
  page: window,
  background,
  createMedia: (page, deps) =>
    createViewMedia(page, {
      ...deps,
      views: createOwnViews({
        getViews: extensionApi.extension.getViews,
        page,
        openWindow: openAppWindow,
        clock: deps.clock,
      }),
    }),
  // Reloading the page alone would leave its event listeners behind.
  restart: () => extensionApi.runtime.reload(),
});

serve(transport, 'engine')(engine.then(({ requests }) => requests));
servePorts(feedPortName, async (port) => (await engine).attach(port));
servePorts(fastStreamPortName, async (port) => (await engine).attachStream(port));
