import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { createCaller } from '../shared/messaging/channel.ts';
import { feedPortName } from '../shared/messaging/feed.ts';
import { openRuntimePort } from '../shared/messaging/runtime-port.ts';
import { runtimeTransport } from '../shared/messaging/runtime-transport.ts';
import { App } from './app.tsx';
import type { Text } from './components/text.ts';
import { createEngineCommands } from './engine-commands.ts';
import { connectFeed } from './feed-client.ts';
import { loadText } from './i18n.ts';
import { createMediaView } from './media-view.ts';
import { createModel } from './model.ts';
import { showTheme } from './theme.ts';

/** Below this width a list beside a conversation would squeeze both. */
const wideQuery = matchMedia('(min-width: 720px)');

const engine = createCaller(runtimeTransport, 'offscreen');
const background = createCaller(runtimeTransport, 'background');
const model = createModel(localStorage);
const announcement = signal<string | null>(null);
const wide = signal(wideQuery.matches);
wideQuery.addEventListener('change', () => {
  wide.value = wideQuery.matches;
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
  findWindows: () => browser.extension.getViews(),
  loadLoopback: async () => {
    const { createLoopbackView } = await import('./loopback-view.ts');
    return createLoopbackView({
      viewId: crypto.randomUUID(),
      connect: (input) => engine('mediaView.connect', input),
    });
  },
});

function tellWhatIsOnScreen(): void {
  const { view } = model.navigation.place.value;
  feed.watch(view.name === 'conversation' ? view.contactId : null, document.visibilityState === 'visible');
}

/** A notification or a window of its own can open the app on a conversation: `#contact=<id>`. */
function openFromAddress(): void {
  const contactId = new URLSearchParams(location.hash.slice(1)).get('contact');
  if (contactId !== null) model.navigation.replace({ name: 'conversation', contactId });
}

async function start(): Promise<void> {
  const language = computed(() => model.snapshot.value?.settings.language ?? 'system');
  const text = signal<Text>(await loadText(language.peek()));
  const commands = createEngineCommands({
    engine,
    background,
    feed,
    writeClipboard: (copied) => navigator.clipboard.writeText(copied),
    onFailed: () => {
      announcement.value = text.value.t('commandFailed');
    },
  });
  effect(() => {
    const wanted = language.value;
    void loadText(wanted).then((loaded) => {
      if (wanted === language.peek()) text.value = loaded;
    });
  });
  effect(() => {
    document.documentElement.lang = text.value.language;
  });
  effect(() => showTheme(document.documentElement, model.snapshot.value?.settings.theme ?? 'system'));
  openFromAddress();
  effect(tellWhatIsOnScreen);
  document.addEventListener('visibilitychange', tellWhatIsOnScreen);
  const root = document.querySelector('#app');
  if (root === null) throw new Error('the page has no #app');
  render(<App {...{ model, commands, mediaView, text, wide, announcement }} />, root);
}

void start();
