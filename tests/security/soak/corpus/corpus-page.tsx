import { render } from 'preact';
import { App } from '#src/popup/app.tsx';
import { preloadScreens } from '#src/popup/later.tsx';
import { writeTarget } from '#src/popup/message-target.ts';
import type { Model } from '#src/popup/model.ts';
import { createModel } from '#src/popup/model.ts';
import { createStore } from '#src/popup/store.ts';
import { createFakeCommands } from '../../../fakes/fake-commands.ts';
import { createFakeSurfaceHost } from '../../../fakes/fake-surface-host.ts';
import { createMemoryStorage } from '../../../fakes/memory-storage.ts';
import { packagedText } from '../../../fakes/packaged-text.ts';
import type { CorpusScreen } from './corpus-screens.ts';
import { corpusScreens } from './corpus-screens.ts';
import '#src/popup/styles/popup.css';

const root = document.querySelector('#app');
const nextPaint = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));

async function show(screen: CorpusScreen): Promise<Element> {
  if (!root) throw new Error('no place for the app');
  render(null, root);
  const model = modelOf(screen);
  const app = {
    model,
    commands: createFakeCommands(screen.answers),
    host: createFakeSurfaceHost().host,
    text: createStore(packagedText('en')),
    wide: createStore(false),
    announcement: createStore<string | null>(null),
  };
  render(<App {...app} />, root);
  await nextPaint();
  if (screen.view) model.navigation.replace(screen.view);
  await nextPaint();
  if (screen.typed) {
    typeInto(root, screen.typed);
    await nextPaint();
  }
  return root;
}

function modelOf({ snapshot, view, entries, target }: CorpusScreen): Model {
  const model = createModel(createMemoryStorage());
  model.receive({ kind: 'snapshot', number: 0, snapshot });
  if (view?.name !== 'conversation') return model;
  const { contactId } = view;
  const conversation = { contactId, entries: entries ?? [], hasEarlier: false, canAmend: true };
  model.receive({ kind: 'conversation', number: 1, conversation });
  if (target) writeTarget(model.drafts, contactId, target);
  return model;
}

function typeInto(shown: Element, { into, text, sent }: NonNullable<CorpusScreen['typed']>): void {
  const box = shown.querySelector(into);
  if (!(box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement)) throw new Error(`no box at ${into}`);
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  if (sent) box.form?.requestSubmit();
}

/** Elements that no screen has, whatever is written on it. */
const foreign =
  'script, iframe, object, embed, b, i, u, style, link, base, form[action], [onerror], [onload], [onclick]';

async function findFaults(name: string, text: string): Promise<readonly string[]> {
  const screen = corpusScreens[name]?.(text);
  if (!screen) return ['no such screen'];
  const shown = await show(screen);
  const faults: string[] = [];
  const images = [...shown.querySelectorAll('img')].filter(({ src }) => new URL(src).pathname.startsWith('/icons/'));
  if (shown.querySelector(foreign) || images.length !== shown.querySelectorAll('img').length) faults.push('elements');
  const links = [...shown.querySelectorAll('a')].filter(({ protocol }) => !/^https?:$/.test(protocol));
  if (links.length > 0) faults.push('a link that leads elsewhere than to the web');
  if (!isShown(shown, screen, text)) faults.push('another text');
  if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the window');
  return faults;
}

function isShown(shown: Element, { at, shows }: CorpusScreen, text: string): boolean {
  const place = at === undefined ? shown : shown.querySelector(at);
  const wanted = shows ?? text;
  if (!(place instanceof HTMLInputElement || place instanceof HTMLTextAreaElement)) {
    return place?.textContent?.includes(wanted) ?? false;
  }
  const { value } = place;
  // The browser makes something else of line ends in such a box, here as there.
  place.value = wanted;
  return place.value === value;
}

/** What is wrong on all screens together, each with the name of its screen. */
async function tryOut(text: string): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const name of Object.keys(corpusScreens)) {
    faults.push(...(await findFaults(name, text)).map((fault) => `${fault} on ${name}`));
  }
  return faults;
}

Object.assign(window, { beelineCorpus: { screens: Object.keys(corpusScreens), tryOut } });
void preloadScreens().then(() => {
  document.documentElement.dataset.ready = '';
});
