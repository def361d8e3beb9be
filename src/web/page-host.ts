import type { PageParts } from '../popup/capabilities.ts';
import { createOwnPictures } from '../popup/media-view.ts';
import type { PackagedWords, SurfaceHost } from '../popup/surface-host.ts';
import type { Requester } from '../shared/messaging/channel.ts';
import { fastStreamPortName } from '../shared/messaging/fast-stream.ts';
import { feedPortName } from '../shared/messaging/feed.ts';
import { movesPortName } from '../shared/messaging/moves.ts';
import type { PagePorts } from './page-ports.ts';
import { askForDevices, refuse } from './serve-page.ts';

export interface PageHostDeps {
  readonly page: Window & typeof globalThis;
  readonly engine: Requester<'engine'>;
  readonly openPort: PagePorts['openPort'];
  readonly words: PackagedWords;
  readonly parts: PageParts;
  readonly watchAddress: SurfaceHost['watchAddress'];
}

/** An ordinary page, with its engine in it. */
export function createPageHost({ page, engine, openPort, words, parts, watchAddress }: PageHostDeps): SurfaceHost {
  const { document, navigator } = page;
  return {
    frame: 'tab',
    capabilities: {
      surfaces: [],
      screenPicker: 'getDisplayMedia' in navigator.mediaDevices,
      speakerChoice: 'setSinkId' in page.AudioContext.prototype,
      shortcuts: false,
      page: parts,
    },
    engine,
    ensureEngine: async () => undefined,
    restart: () => page.location.reload(),
    openFeed: () => openPort(feedPortName),
    openFastStream: () => openPort(fastStreamPortName),
    openMoves: () => openPort(movesPortName),
    mediaView: createOwnPictures(page),
    requestFloatingDocument: null,
    words,
    watchAddress,
    offerPage: () => undefined,
    openPermissionPage: (wanted) => askForDevices(wanted, navigator, engine),
    watchFocus(notify) {
      const look = (): void => notify(document.hasFocus());
      page.addEventListener('focus', look);
      page.addEventListener('blur', look);
      look();
    },
    comeForward: async () => page.focus(),
    openSurface: refuse,
    readShortcuts: async () => new Map(),
    openShortcutSettings: refuse,
  };
}
