import { createBrowserMedia } from '../adapters/media/browser-media.ts';
import { createBrowserEngine } from '../host/browser-engine.ts';
import { createRequester, serve } from '../shared/messaging/channel.ts';
import { fastStreamPortName } from '../shared/messaging/fast-stream.ts';
import { feedPortName } from '../shared/messaging/feed.ts';
import { servePorts } from '../shared/messaging/runtime-port.ts';
import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';

// The engine's host on Chromium: a document that nobody sees, made and looked after by the worker.

const engine = await createBrowserEngine({
  page: window,
  background: createRequester(runtimeTransport, 'background'),
  createMedia: createBrowserMedia,
  restart: () => location.reload(),
});

serve(runtimeTransport, 'engine')(engine.requests);
servePorts(feedPortName, engine.attach);
servePorts(fastStreamPortName, engine.attachStream);
