import { render } from 'preact';
import { createOwnPageTransport } from '../host/own-page-transport.ts';
import { serveEngine } from '../host/serve-engine.ts';
import type { PageParts } from '../popup/capabilities.ts';
import type { Text } from '../popup/components/basics/text.ts';
import { TextContext } from '../popup/components/basics/text.ts';
import { createDrafts } from '../popup/drafts.ts';
import { loadText } from '../popup/i18n.ts';
import { readFromLastTime } from '../popup/snapshot-cache.ts';
import { startSurface } from '../popup/start-surface.tsx';
import type { PackagedWords } from '../popup/surface-host.ts';
import { showTheme } from '../popup/theme.ts';
import { createRequester } from '../shared/messaging/channel.ts';
import { findMissingFeature } from './missing-feature.ts';
import { awaitTurn } from './other-tab.tsx';
import { createPageHost } from './page-host.ts';
import type { PageInvitations } from './page-invitation.ts';
import { createPagePorts } from './page-ports.ts';
import { createPageTurn } from './page-turn.ts';
import { servePage } from './serve-page.ts';
import { loadServedWords } from './served-words.ts';
import { UnfitBrowser } from './unfit-browser.tsx';

// The page host: engine, surface and what a background would do in one ordinary page, in one tab at a time.

const nobodyElse = { send: async () => undefined, listen: () => () => undefined };

async function start(): Promise<void> {
  const [words, page] = await Promise.all([loadServedWords(navigator.languages), loadPage()]);
  const root = document.querySelector('#app');
  if (root === null) throw new Error('the page has no #app');
  root.replaceChildren();
  const missing = await findMissingFeature(window);
  if (missing !== null) {
    const text = await loadLastText(words);
    render(
      <TextContext.Provider value={text}>
        <UnfitBrowser missing={missing} />
      </TextContext.Provider>,
      root,
    );
    return;
  }
  const turn = createPageTurn({
    locks: navigator.locks,
    channel: new BroadcastChannel('beeline'),
    onLost: () => location.reload(),
  });
  if (!(await turn.take())) await awaitTurn(root, await loadLastText(words), turn.takeOver);
  await openApp(words, page);
}

/** The words of whoever was here last, in whose colours the page is then. */
async function loadLastText(words: PackagedWords): Promise<Text> {
  const settings = readFromLastTime(localStorage)?.settings;
  const text = await loadText(words, settings?.language ?? 'system');
  showTheme(document.documentElement, settings?.theme ?? 'system');
  document.documentElement.lang = text.language;
  return text;
}

interface LoadedPage {
  readonly invitations: PageInvitations;
  readonly parts: PageParts;
}

/** What stands in the address, and what the page says of it. */
async function loadPage(): Promise<LoadedPage> {
  const [{ createPageInvitations }, { createPageParts }] = await Promise.all([
    import('./page-invitation.ts'),
    import('./page-parts.tsx'),
  ]);
  const drafts = createDrafts(localStorage);
  const { VITE_FIREBASE_PROJECT_ID: projectId = '', VITE_EXTENSION_URL: extensionUrl = null } = import.meta.env;
  const invitations = createPageInvitations({
    page: window,
    draft: { read: () => drafts.read('add-contact'), write: (text) => drafts.write('add-contact', text) },
    projectId,
  });
  return {
    invitations,
    parts: createPageParts({ invitations, extensionUrl, notifications: window.Notification }),
  };
}

async function openApp(words: PackagedWords, { invitations, parts }: LoadedPage): Promise<void> {
  const transport = createOwnPageTransport(nobodyElse);
  const { openPort, servePorts } = createPagePorts();
  const engine = createRequester(transport, 'engine');
  servePage({ transport, page: window, words, engine });
  const starting = import('./page-engine.ts').then(({ createPageEngine }) =>
    createPageEngine(window, createRequester(transport, 'background')),
  );
  serveEngine({ transport, servePorts }, starting).catch(() => undefined);
  const { watch: watchAddress } = invitations;
  await startSurface(createPageHost({ page: window, engine, openPort, words, parts, watchAddress }));
}

void start();
