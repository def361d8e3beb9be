import { createBrowserMedia } from '../adapters/media/browser-media.ts';
import type { Engine } from '../engine/engine.ts';
import { createBrowserEngine } from '../host/browser-engine.ts';
import type { Requester } from '../shared/messaging/channel.ts';

/** The engine of an ordinary page, fetched after what the page shows first. */
export function createPageEngine(page: Window, background: Requester<'background'>): Promise<Engine> {
  return createBrowserEngine({
    page,
    background,
    createMedia: createBrowserMedia,
    restart: () => page.location.reload(),
    canFloat: true,
    invitePage: new URL('/', page.location.href).href,
  });
}
