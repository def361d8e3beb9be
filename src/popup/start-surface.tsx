import { render } from 'preact';
import type { WantedPlace } from '../shared/messaging/feed.ts';
import { defaultSettingsView } from '../shared/settings/settings.ts';
import { App } from './app.tsx';
import type { Text } from './components/basics/text.ts';
import { createEngineCommands } from './engine-commands.ts';
import type { FeedClient } from './feed-client.ts';
import { connectFeed } from './feed-client.ts';
import { loadText } from './i18n.ts';
import { preloadScreens } from './later.tsx';
import type { Model } from './model.ts';
import { createModel } from './model.ts';
import type { Store } from './store.ts';
import { createStore, watch } from './store.ts';
import type { PackagedWords, SurfaceHost } from './surface-host.ts';
import { showTheme } from './theme.ts';
import { warnBeforeClosing } from './warn-before-closing.ts';
import { watchCalendar } from './watch-calendar.ts';

/** Below this width a list beside a conversation would squeeze both. */
const wideQuery = '(min-width: 720px)';

const notAcceptedKeys = {
  gone: 'acceptGone',
  offline: 'acceptOffline',
  unreachable: 'acceptUnreachable',
} as const;

/** Shows the app in this page, on whatever host. */
export async function startSurface(host: SurfaceHost): Promise<void> {
  document.documentElement.dataset.frame = host.frame;
  const model = createModel(localStorage);
  const announcement = createStore<string | null>(null);
  const wide = watchWidth();
  const feed = connectFeed({
    openPort: host.openFeed,
    ensureEngine: host.ensureEngine,
    after: (delayMs, action) => {
      const timer = setTimeout(action, delayMs);
      return () => clearTimeout(timer);
    },
    onUpdate: (update) => {
      if (update.kind === 'come-forward') comeForward(model, host, update.place);
      else model.receive(update);
    },
    onFailure: model.failure.set,
  });
  const text = createStore<Text>(await loadText(host.words, settingsOf(model).language));
  const commands = createEngineCommands({
    host,
    feed,
    writeClipboard: (copied) => navigator.clipboard.writeText(copied),
    forget: () => localStorage.clear(),
    onFailed: () => announcement.set(text.get().t('commandFailed')),
    onNotAccepted: (reason) => announcement.set(text.get().t(notAcceptedKeys[reason])),
  });
  followSettings(model, text, host.words);
  host.watchAddress(model.navigation.replace);
  window.addEventListener('storage', ({ key }) => model.drafts.handleStored(key));
  warnBeforeClosing(model.snapshot, window);
  tellWhatIsOnScreen(model, feed, host);
  // A sentence about what was done elsewhere would cover what is done here.
  model.navigation.place.subscribe(() => announcement.set(null));
  const root = document.querySelector('#app');
  if (root === null) throw new Error('the page has no #app');
  render(<App {...{ host, model, commands, text, wide, announcement }} />, root);
  // The frame that paints the contacts comes first; a page that nobody sees has no frames and fetches what it needs.
  requestAnimationFrame(() => setTimeout(() => void preloadScreens()));
}

function settingsOf(model: Model) {
  return model.snapshot.get()?.settings ?? defaultSettingsView;
}

function watchWidth(): Store<boolean> {
  const query = matchMedia(wideQuery);
  const wide = createStore(query.matches);
  query.addEventListener('change', () => wide.set(query.matches));
  return wide;
}

/** Browsers call a page visible that another window covers; what nobody has before their eyes is not read. */
function tellWhatIsOnScreen(
  model: Model,
  feed: Pick<FeedClient, 'watch'>,
  host: Pick<SurfaceHost, 'watchFocus'>,
): void {
  let focused = false;
  const tell = (): void => {
    const { view } = model.navigation.place.get();
    feed.watch(view.name === 'conversation' ? view.contactId : null, focused && document.visibilityState === 'visible');
  };
  watch(model.navigation.place, tell);
  document.addEventListener('visibilitychange', tell);
  host.watchFocus((now) => {
    if (now === focused) return;
    focused = now;
    tell();
  });
}

function comeForward({ navigation }: Model, host: Pick<SurfaceHost, 'comeForward'>, place: WantedPlace): void {
  if (place !== null) navigation.replace(place);
  void host.comeForward();
}

function followSettings(model: Model, text: Store<Text>, words: PackagedWords): void {
  let { language } = settingsOf(model);
  const load = (wanted: typeof language): void => {
    language = wanted;
    void loadText(words, wanted).then((loaded) => {
      if (wanted === language) text.set(loaded);
    });
  };
  model.snapshot.subscribe(() => {
    const wanted = settingsOf(model).language;
    if (wanted !== language) load(wanted);
  });
  // Formatters keep the time zone they were made in, and a new text draws everything that says "today" again.
  watchCalendar(document, () => load(language));
  watch(model.snapshot, () => showTheme(document.documentElement, settingsOf(model).theme));
  watch(text, ({ language: tag }) => {
    document.documentElement.lang = tag;
  });
}
