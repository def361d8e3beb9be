import { extensionApi } from '../shared/extension-api.ts';
import { createRequester } from '../shared/messaging/channel.ts';
import { fastStreamPortName } from '../shared/messaging/fast-stream.ts';
import { feedPortName } from '../shared/messaging/feed.ts';
import { movesPortName } from '../shared/messaging/moves.ts';
import type { Port } from '../shared/messaging/port.ts';
import { openRuntimePort } from '../shared/messaging/runtime-port.ts';
import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';
import { streamsKey } from '../shared/participant.ts';
import { openEnginePort } from './engine-port.ts';
import { extensionWords } from './extension-words.ts';
import { otherSurfaces, readFrame } from './frame.ts';
import type { MediaView } from './media-view.ts';
import { createMediaView } from './media-view.ts';
import type { SurfaceHost } from './surface-host.ts';

/** A page of the extension, whose engine is in another one. */
export function createExtensionHost(page: Window): SurfaceHost {
  const engine = createRequester(runtimeTransport, 'engine');
  const { windows, tabs } = extensionApi;
  const background = createRequester(runtimeTransport, 'background');
  // Only the action popup takes its size from its content.
  const isActionPopup = extensionApi.extension.getViews({ type: 'popup' }).includes(page);
  const frame = readFrame(page.location.search, isActionPopup);
  return {
    frame,
    capabilities: {
      surfaces: otherSurfaces(frame).filter(
        (surface) => surface !== 'panel' || 'sidePanel' in extensionApi || hasSidebar,
      ),
      screenPicker: 'getDisplayMedia' in page.navigator.mediaDevices,
      // An engine that has no document of its own plays on the speaker of the system.
      speakerChoice: 'offscreen' in extensionApi,
      shortcuts: 'commands' in extensionApi,
    },
    engine,
    ensureEngine: () => background('engine.ensure'),
    restart: () => extensionApi.runtime.reload(),
    openFeed: () => openRuntimePort(feedPortName),
    openFastStream: () => openFastPort(page, fastStreamPortName),
    openMoves: () => openFastPort(page, movesPortName),
    mediaView: createMediaView({
      findEngine,
      loadLoopback: () => loadLoopback((input) => engine('mediaView.connect', input)),
    }),
    requestFloatingDocument: isActionPopup ? null : findFloatingDocuments(page),
    words: extensionWords,
    watchAddress: watchContact,
    watchFocus: (notify) => (isActionPopup ? notify(true) : watchWindowFocus(notify)),
    comeForward: async () => {
      if (isActionPopup) return;
      const [{ id: windowId }, tab] = await Promise.all([windows.getCurrent(), tabs.getCurrent()]);
      // The side panel is in no tab.
      if (tab?.id !== undefined) await tabs.update(tab.id, { active: true });
      if (windowId !== undefined) await windows.update(windowId, { focused: true });
    },
    offerPage: 'scripting' in extensionApi ? loadOffer : () => undefined,
    openPermissionPage: (wanted) => background('permissionPage.open', wanted),
    openSurface: async (surface) => {
      // A sidebar opens only in the click itself, which a message does not carry.
      if (surface === 'panel' && hasSidebar) await extensionApi.sidebarAction.open();
      else await background('surface.open', { surface, windowId: await findWindow() });
      if (isActionPopup) page.close();
    },
    readShortcuts: async () => {
      const all = await extensionApi.commands.getAll();
      return new Map(all.map(({ name = '', shortcut = '' }) => [name, shortcut]));
    },
    openShortcutSettings: () => background('shortcutSettings.open'),
  };
}

/** Pages of one extension share a process, as a rule. */
const findEngine = (): Window | undefined => extensionApi.extension.getViews().find((view) => streamsKey in view);

/** For what has no time to go by way of the browser's own process. */
function openFastPort(page: Window, name: string): Port {
  const engine = findEngine();
  return engine === undefined ? openRuntimePort(name) : openEnginePort(name, page, engine);
}

/** Not yet in TypeScript's list: Document Picture-in-Picture §4. */
interface FloatingDocuments {
  requestWindow(size: { readonly width: number; readonly height: number }): Promise<Window>;
}

/** In CSS pixels: the picture of a camera over a row of buttons. */
const floatingSize = { width: 320, height: 260 };

function findFloatingDocuments({
  documentPictureInPicture: documents,
}: Window & { readonly documentPictureInPicture?: FloatingDocuments }): SurfaceHost['requestFloatingDocument'] {
  return documents === undefined ? null : () => documents.requestWindow(floatingSize);
}

/** Asked anew each time, because a tab may have been moved to another window. The popup has the focus as long as it is open. */
function watchWindowFocus(notify: (focused: boolean) => void): void {
  const { windows } = extensionApi;
  const look = (): void => void windows.getCurrent().then(({ focused }) => notify(focused));
  windows.onFocusChanged.addListener(look);
  look();
}

/** Firefox' own kind of side panel. */
const hasSidebar = 'sidebarAction' in extensionApi;

/** A notification or a window of its own can open the app on a conversation: `#contact=<id>`. */
function watchContact(open: Parameters<SurfaceHost['watchAddress']>[0]): void {
  const look = (): void => {
    const contactId = new URLSearchParams(location.hash.slice(1)).get('contact');
    if (contactId === null) return;
    open({ name: 'conversation', contactId });
    // So that the same address says something new the next time.
    history.replaceState(null, '', location.pathname + location.search);
  };
  look();
  window.addEventListener('hashchange', look);
}

function loadOffer(): void {
  void import('./extension-offer.ts').then(({ offerPage }) => offerPage());
}

type Connect = Parameters<typeof import('./loopback-view.ts').createLoopbackView>[0]['connect'];

async function loadLoopback(connect: Connect): Promise<MediaView> {
  const { createLoopbackView } = await import('./loopback-view.ts');
  return createLoopbackView({ viewId: crypto.randomUUID(), connect });
}

/** The browser window in front. */
async function findWindow(): Promise<number> {
  const windows = await extensionApi.windows.getAll({ windowTypes: ['normal'] });
  const inFront = windows.find(({ focused }) => focused) ?? windows[0];
  return inFront?.id ?? extensionApi.windows.WINDOW_ID_NONE;
}
