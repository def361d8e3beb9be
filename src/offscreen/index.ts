import { createBrowserMedia } from '../adapters/media/browser-media.ts';
import { createBrowserEngine } from '../host/browser-engine.ts';
import { serveEngine } from '../host/serve-engine.ts';
import { servePortsOf } from '../host/serve-ports.ts';
import { createRequester } from '../shared/messaging/channel.ts';
import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';

// The engine's host on Chromium: a document that nobody sees, made and looked after by the worker.

const restart = (): void => location.reload();

serveEngine(
  { transport: runtimeTransport, servePorts: servePortsOf(window) },
  createBrowserEngine({
    page: window,
    background: createRequester(runtimeTransport, 'background'),
    createMedia: createBrowserMedia,
    restart,
    canFloat: true,
  }),
  restart,
).catch(() => undefined);
