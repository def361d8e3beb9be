import { render } from 'preact';
import { App } from '../../../src/popup/app.tsx';
import { otherSurfaces } from '../../../src/popup/frame.ts';
import { preloadScreens } from '../../../src/popup/later.tsx';
import { createModel } from '../../../src/popup/model.ts';
import type { View } from '../../../src/popup/navigation.ts';
import { createStore } from '../../../src/popup/store.ts';
import type { Snapshot } from '../../../src/shared/snapshot.ts';
import { createFakeCommands } from '../../fakes/fake-commands.ts';
import { createMemoryStorage } from '../../fakes/memory-storage.ts';
import { packagedText } from '../../fakes/packaged-text.ts';
import { callWith, contactNamed, emptySnapshot, messageSaying } from '../../fakes/surface-snapshots.ts';
import '../../../src/popup/styles/popup.css';

type Screen = (text: string) => { readonly snapshot: Snapshot; readonly view?: View };

const named = (text: string) =>
  contactNamed(text, { id: 'W2NP4TGVC1HR7K3M9QXA', lastMessage: { text, mine: false, atMs: 1 } });
const among = (text: string): Snapshot => ({ ...emptySnapshot, contacts: [named(text)] });
const inCall = (text: string, change: Parameters<typeof callWith>[1]): Snapshot => ({
  ...among(text),
  call: callWith(named(text), change),
});
const { id: contactId } = named('');

/** Every screen that shows what somebody else has written. */
const screens: Readonly<Record<string, Screen>> = {
  contacts: (text) => ({ snapshot: among(text) }),
  requests: (text) => ({ snapshot: { ...emptySnapshot, requests: [{ id: contactId, name: text, atMs: 1 }] } }),
  conversation: (text) => ({ snapshot: among(text), view: { name: 'conversation', contactId } }),
  'safety number': (text) => ({ snapshot: among(text), view: { name: 'safety-number', contactId } }),
  'incoming call': (text) => ({ snapshot: inCall(text, { direction: 'incoming', phase: 'incoming' }) }),
  call: (text) => ({ snapshot: inCall(text, {}), view: { name: 'call' } }),
};

const root = document.querySelector('#app');
const nextPaint = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));

async function show(screen: string, text: string): Promise<Element> {
  const { snapshot, view } = screens[screen]?.(text) ?? { snapshot: emptySnapshot };
  if (!root) throw new Error('no place for the app');
  render(null, root);
  const model = createModel(createMemoryStorage());
  model.receive({ kind: 'snapshot', number: 0, snapshot });
  if (view?.name === 'conversation') {
    const entries = [messageSaying(text, { atMs: 1 })];
    model.receive({ kind: 'conversation', number: 1, conversation: { contactId, entries, hasEarlier: false } });
  }
  const app = {
    model,
    commands: createFakeCommands({}),
    mediaView: { attach: () => () => undefined },
    text: createStore(packagedText('en')),
    wide: createStore(false),
    announcement: createStore<string | null>(null),
    surfaces: otherSurfaces('popup'),
  };
  render(<App {...app} />, root);
  await nextPaint();
  if (view) model.navigation.replace(view);
  await nextPaint();
  return root;
}

/** Elements that no screen has, whatever is written on it. */
const foreign =
  'script, iframe, object, embed, b, i, u, style, link, base, form[action], [onerror], [onload], [onclick]';

async function tryOn(screen: string, text: string): Promise<readonly string[]> {
  const shown = await show(screen, text);
  const faults: string[] = [];
  const images = [...shown.querySelectorAll('img')].filter(({ src }) => new URL(src).pathname.startsWith('/icons/'));
  if (shown.querySelector(foreign) || images.length !== shown.querySelectorAll('img').length) faults.push('elements');
  const links = [...shown.querySelectorAll('a')].filter(({ protocol }) => protocol !== 'https:');
  if (links.length > 0) faults.push('a link that is not https');
  if (!shown.textContent?.includes(text)) faults.push('another text');
  if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the window');
  return faults;
}

Object.assign(window, { beelineCorpus: { screens: Object.keys(screens), tryOn } });
void preloadScreens().then(() => {
  document.documentElement.dataset.ready = '';
});
