import { createOwnPageTransport } from '../host/own-page-transport.ts';
import { serveEngine } from '../host/serve-engine.ts';
import { loadText } from '../popup/i18n.ts';
import { readFromLastTime } from '../popup/snapshot-cache.ts';
import { startSurface } from '../popup/start-surface.tsx';
import type { PackagedWords } from '../popup/surface-host.ts';
import { showTheme } from '../popup/theme.ts';
import { createRequester } from '../shared/messaging/channel.ts';
import { awaitTurn } from './other-tab.tsx';
import { createPageHost } from './page-host.ts';
import { createPagePorts } from './page-ports.ts';
import { createPageTurn } from './page-turn.ts';
import { servePage } from './serve-page.ts';
import { loadServedWords } from './served-words.ts';

// The page host: engine, surface and what a background would do in one ordinary page, in one tab at a time.

const nobodyElse = { send: async () => undefined, listen: () => () => undefined };

async function start(): Promise<void> {
  const words = await loadServedWords(navigator.languages);
  const root = document.querySelector('#app');
  if (root === null) throw new Error('the page has no #app');
  root.replaceChildren();
  const turn = createPageTurn({
    locks: navigator.locks,
    channel: new BroadcastChannel('beeline'),
    onLost: () => location.reload(),
  });
  if (!(await turn.take())) {
    const settings = readFromLastTime(localStorage)?.settings;
    const text = await loadText(words, settings?.language ?? 'system');
    showTheme(document.documentElement, settings?.theme ?? 'system');
    document.documentElement.lang = text.language;
    await awaitTurn(root, text, turn.takeOver);
  }
  await openApp(words);
}

async function openApp(words: PackagedWords): Promise<void> {
  const transport = createOwnPageTransport(nobodyElse);
  const { openPort, servePorts } = createPagePorts();
  const engine = createRequester(transport, 'engine');
  servePage({ transport, page: window, words, engine });
  const starting = import('./page-engine.ts').then(({ createPageEngine }) =>
    createPageEngine(window, createRequester(transport, 'background')),
  );
  serveEngine({ transport, servePorts }, starting).catch(() => undefined);
  await startSurface(createPageHost({ page: window, engine, openPort, words }));
}

void start();
