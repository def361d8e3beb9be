import { createStore, watch } from '#src/popup/store.ts';
import type { SurfaceHost } from '#src/popup/surface-host.ts';
import { createRequester } from '#src/shared/messaging/channel.ts';
import type { EngineFailure } from '#src/shared/messaging/feed.ts';
import type { Snapshot } from '#src/shared/snapshot.ts';
import { createFakePort } from './fake-port.ts';
import { lookUpPackaged } from './packaged-text.ts';

/** A plain page that knows no extension, opens no other frames and shares no screen; the engine's side of it is the test. */
export function createFakeSurfaceHost(answer: (request: unknown) => unknown = () => ({ ok: true })) {
  const requests: unknown[] = [];
  const feed = createFakePort();
  let cameForward = 0;
  const focus = createStore(true);
  const transport = {
    async send(request: unknown) {
      requests.push(request);
      return answer(request);
    },
    listen: () => () => {},
  };
  const refuse = () => Promise.reject(new Error('this host cannot do that'));
  const host: SurfaceHost = {
    frame: 'tab',
    capabilities: { surfaces: [], screenPicker: false, speakerChoice: false, shortcuts: false },
    engine: createRequester(transport, 'engine'),
    ensureEngine: async () => undefined,
    restart: () => void requests.push('restart'),
    openFeed: () => feed.port,
    openFastStream: () => createFakePort().port,
    openMoves: () => createFakePort().port,
    mediaView: { attach: () => () => undefined },
    requestFloatingDocument: null,
    words: { lookUp: (key, substitutions) => lookUpPackaged('en', key, substitutions), urlOf: (language) => language },
    watchAddress: () => undefined,
    watchFocus: (notify) => watch(focus, notify),
    comeForward: async () => {
      cameForward += 1;
    },
    offerPage: () => undefined,
    openPermissionPage: refuse,
    openSurface: refuse,
    readShortcuts: refuse,
    openShortcutSettings: refuse,
  };
  return {
    host,
    requests,
    /** What the surface said over its feed. */
    watched: feed.posted,
    focus,
    cameForward: () => cameForward,
    say: feed.say,
    sendFailure: (cause: EngineFailure) => feed.say({ kind: 'failed', cause }),
    sendSnapshot: (snapshot: Snapshot) => feed.say({ kind: 'snapshot', number: 0, snapshot }),
  };
}
