import { render } from 'preact';
import { extensionApi } from '../shared/extension-api.ts';
import { createRequester } from '../shared/messaging/channel.ts';
import { feedPortName } from '../shared/messaging/feed.ts';
import { openRuntimePort } from '../shared/messaging/runtime-port.ts';
import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';
import { defaultSettingsView } from '../shared/settings/settings.ts';
import { App } from './app.tsx';
import type { Text } from './components/basics/text.ts';
import { createEngineCommands } from './engine-commands.ts';
import { connectFeed } from './feed-client.ts';
import { otherSurfaces, readFrame } from './frame.ts';
import { loadText } from './i18n.ts';
import { preloadScreens } from './later.tsx';
import { createMediaView } from './media-view.ts';
import { createModel } from './model.ts';
import type { Store } from './store.ts';
import { createStore, watch } from './store.ts';
import { showTheme } from './theme.ts';
import { warnBeforeClosing } from './warn-before-closing.ts';

/** Below this width a list beside a conversation would squeeze both. */
const wideQuery = matchMedia('(min-width: 720px)');

// Only the action popup takes its size from its content.
const isActionPopup = extensionApi.extension.getViews({ type: 'popup' }).includes(window);
const frame = readFrame(location.search, isActionPopup);
document.documentElement.dataset.frame = frame;

const engine = createRequester(runtimeTransport, 'engine');
const background = createRequester(runtimeTransport, 'background');
const model = createModel(localStorage);
const announcement = createStore<string | null>(null);
const wide = createStore(wideQuery.matches);
wideQuery.addEventListener('change', () => {
  wide.set(wideQuery.matches);
});

const feed = connectFeed({
  openPort: () => openRuntimePort(feedPortName),
  ensureEngine: () => background('engine.ensure'),
  after: (delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
  onUpdate: model.receive,
});

const mediaView = createMediaView({
  findWindows: () => extensionApi.extension.getViews(),
  loadLoopback: async () => {
    const { createLoopbackView } = await import('./loopback-view.ts');
    return createLoopbackView({
      viewId: crypto.randomUUID(),
      connect: (input) => engine('mediaView.connect', input),
    });
  },
});

function tellWhatIsOnScreen(): void {
  const { view } = model.navigation.place.get();
  feed.watch(view.name === 'conversation' ? view.contactId : null, document.visibilityState === 'visible');
}

/** A notification or a window of its own can open the app on a conversation: `#contact=<id>`. */
function openFromAddress(): void {
  const contactId = new URLSearchParams(location.hash.slice(1)).get('contact');
  if (contactId === null) return;
  model.navigation.replace({ name: 'conversation', contactId });
  // So that the same address says something new the next time.
  history.replaceState(null, '', location.pathname + location.search);
}

const settings = () => model.snapshot.get()?.settings ?? defaultSettingsView;

async function start(): Promise<void> {
  const text = createStore<Text>(await loadText(settings().language));
  const commands = createEngineCommands({
    engine,
    background,
    feed,
    writeClipboard: (copied) => navigator.clipboard.writeText(copied),
    forget: () => localStorage.clear(),
    onFailed: () => announcement.set(text.get().t('commandFailed')),
    readShortcuts: async () => {
      const all = await extensionApi.commands.getAll();
      return new Map(all.map(({ name = '', shortcut = '' }) => [name, shortcut]));
    },
    findWindow: async () => {
      const windows = await extensionApi.windows.getAll({ windowTypes: ['normal'] });
      const inFront = windows.find(({ focused }) => focused) ?? windows[0];
      return inFront?.id ?? extensionApi.windows.WINDOW_ID_NONE;
    },
    onMoved: () => {
      if (isActionPopup) window.close();
    },
  });
  followSettings(text);
  openFromAddress();
  window.addEventListener('hashchange', openFromAddress);
  warnBeforeClosing(model.snapshot, window);
  watch(model.navigation.place, tellWhatIsOnScreen);
  // A sentence about what was done elsewhere would cover what is done here.
  model.navigation.place.subscribe(() => announcement.set(null));
  document.addEventListener('visibilitychange', tellWhatIsOnScreen);
  const root = document.querySelector('#app');
  if (root === null) throw new Error('the page has no #app');
  render(<App {...{ model, commands, mediaView, text, wide, announcement }} surfaces={otherSurfaces(frame)} />, root);
  // The frame that paints the contacts comes first; a page that nobody sees has no frames and fetches what it needs.
  requestAnimationFrame(() => setTimeout(() => void preloadScreens()));
}

function followSettings(text: Store<Text>): void {
  let language = settings().language;
  model.snapshot.subscribe(() => {
    const wanted = settings().language;
    if (wanted === language) return;
    language = wanted;
    void loadText(wanted).then((loaded) => {
      if (wanted === language) text.set(loaded);
    });
  });
  watch(model.snapshot, () => showTheme(document.documentElement, settings().theme));
  watch(text, ({ language: tag }) => {
    document.documentElement.lang = tag;
  });
}

void start();
