import { render } from 'preact';
import { App } from '#src/popup/app.tsx';
import type { Capabilities, PageParts } from '#src/popup/capabilities.ts';
import { TextContext } from '#src/popup/components/basics/text.ts';
import type { Frame } from '#src/popup/frame.ts';
import { otherSurfaces } from '#src/popup/frame.ts';
import { preloadScreens } from '#src/popup/later.tsx';
import type { MediaView } from '#src/popup/media-view.ts';
import { createModel } from '#src/popup/model.ts';
import { PermissionScreen } from '#src/popup/permission/permission-screen.tsx';
import { createStore } from '#src/popup/store.ts';
import { showTheme } from '#src/popup/theme.ts';
import type { Port } from '#src/shared/messaging/port.ts';
import type { TestedWay } from '#src/shared/settings/connection-test.ts';
import { OtherTab } from '#src/web/other-tab.tsx';
import type { PageInvitation } from '#src/web/page-invitation.ts';
import { createPageParts } from '#src/web/page-parts.tsx';
import { UnfitBrowser } from '#src/web/unfit-browser.tsx';
import { allCapabilities } from '../../fakes/all-capabilities.ts';
import { createFakeCommands } from '../../fakes/fake-commands.ts';
import { createFakePort } from '../../fakes/fake-port.ts';
import { smoothSample } from '../../fakes/media-samples.ts';
import { createMemoryStorage } from '../../fakes/memory-storage.ts';
import { packagedText } from '../../fakes/packaged-text.ts';
import { searchHits } from './long-chat.ts';
import { findMisfits } from './misfits.ts';
import type { Scene } from './scenes.ts';
import { scenes } from './scenes.ts';

const asked = new URLSearchParams(location.search);
const text = packagedText(asked.get('language') === 'ja' ? 'ja' : 'en');
const theme = asked.get('theme') === 'dark' ? 'dark' : 'light';
const scene = scenes[asked.get('scene') ?? 'home'];

/** Still pictures in place of live ones. */
const painted: MediaView = {
  attach: (element, { source }) => {
    const canvas = document.createElement('canvas');
    canvas.width = source === 'screen' ? 1280 : 640;
    canvas.height = source === 'screen' ? 720 : 480;
    const paint = canvas.getContext('2d');
    if (paint !== null) {
      const sky = paint.createLinearGradient(0, 0, 0, canvas.height);
      sky.addColorStop(0, source === 'screen' ? '#e8eef5' : '#8fb3c9');
      sky.addColorStop(1, source === 'screen' ? '#ffffff' : '#d9c7a3');
      paint.fillStyle = sky;
      paint.fillRect(0, 0, canvas.width, canvas.height);
      paint.fillStyle = '#5c4b3a';
      paint.beginPath();
      paint.arc(canvas.width / 2, canvas.height * 0.45, canvas.height / 6, 0, 7);
      paint.fill();
    }
    element.srcObject = canvas.captureStream(5);
    return () => {
      element.srcObject = null;
    };
  },
};

const frames: readonly Frame[] = ['popup', 'panel', 'window', 'tab'];
const firstFrame: Frame = frames.find((known) => known === asked.get('frame')) ?? scene?.frame ?? 'popup';

const testedWays: readonly TestedWay[] = [
  { way: 'direct', outcome: 'works', tookMs: 3 },
  { way: 'router', outcome: 'works', tookMs: 41 },
  { way: 'relay-udp', outcome: 'unreachable', tookMs: 8_000 },
  { way: 'relay-tcp', outcome: 'refused', tookMs: 120 },
];

let draw = (_frame: Frame): void => undefined;

/** Shows what stands there in another frame. */
function putInto(frame: Frame): void {
  document.documentElement.dataset.frame = frame;
  draw(frame);
}

Object.assign(window, { findMisfits, putInto });

function show(scene: Scene, root: Element): void {
  const { snapshot, view, entries, hasEarlier = false, draft, target, page, ...rest } = scene;
  const alone = standingAlone(scene);
  if (alone !== null) {
    render(<TextContext.Provider value={text}>{alone}</TextContext.Provider>, root);
    return;
  }
  const model = createModel(createMemoryStorage());
  model.receive({ kind: 'snapshot', number: 0, snapshot });
  const contactId = view?.name === 'conversation' ? view.contactId : null;
  if (contactId !== null && entries !== undefined) {
    model.receive({
      kind: 'conversation',
      number: 1,
      conversation: {
        contactId,
        entries,
        hasEarlier,
        canAmend: true,
        hasLater: rest.later !== undefined,
        ...(rest.later && { later: rest.later }),
        ...(rest.unreadId !== undefined && { unreadId: rest.unreadId }),
      },
    });
  }
  if (draft !== undefined) model.drafts.write(contactId ?? 'add-contact', draft);
  if (target !== undefined) model.drafts.write(`${contactId}:target`, target);
  const commands = createFakeCommands({
    invite: async () => ({ kind: 'refused', reason: 'typo' }),
    listCalls: async () => scene?.calls ?? [],
    readCallDetails: async () => smoothSample,
    testConnection: async () => testedWays,
    search: async (_, words) => ({ kind: 'found', hits: words.includes('plan') ? searchHits : [], next: null }),
    restore: async () => ({ kind: 'replaces', id: '7K3M9QXAW2NP4TGVC1HR' }),
  });
  const wide = createStore(innerWidth >= 720);
  const appIn = (frame: Frame) => ({
    model,
    commands,
    text: createStore(text),
    wide,
    announcement: createStore<string | null>(null),
    host: {
      mediaView: painted,
      capabilities: capabilitiesOf(page, frame),
      openFastStream: () => openToldStream(rest.told ?? {}),
      requestFloatingDocument: null,
    },
  });
  draw = (frame) => render(<App {...appIn(frame)} />, root);
  draw(firstFrame);
  // The call's own view opens by itself; the place asked for comes after that.
  setTimeout(() => {
    if (view !== undefined) model.navigation.replace(view);
    document.documentElement.dataset.ready = '';
  }, 50);
}

/** What is shown instead of the app. */
function standingAlone({ permission, page }: Pick<Scene, 'permission' | 'page'>) {
  if (permission !== undefined) return <PermissionScreen {...permission} onAllow={() => undefined} />;
  if (page === 'unfit') return <UnfitBrowser missing="connections" />;
  return page === 'other-tab' ? <OtherTab onUseHere={async () => undefined} /> : null;
}

function capabilitiesOf(page: Scene['page'], frame: Frame): Capabilities {
  if (page === undefined || typeof page === 'string') return { ...allCapabilities, surfaces: otherSurfaces(frame) };
  return { ...allCapabilities, surfaces: [], shortcuts: false, page: partsOf(page) };
}

function partsOf(invitation: PageInvitation | null): PageParts {
  return createPageParts({
    invitations: { present: createStore<PageInvitation | null>(invitation), agree: () => undefined },
    extensionUrl: 'https://extension.example/',
    notifications: { permission: 'default', requestPermission: async () => 'granted' },
  });
}

/** Says once what there is of each topic that is asked for. */
function openToldStream(told: Readonly<Record<string, unknown>>): Port {
  const { port, say } = createFakePort();
  return {
    ...port,
    post() {
      for (const [topic, value] of Object.entries(told)) setTimeout(() => say({ topic, value }));
    },
  };
}

async function start(): Promise<void> {
  await preloadScreens();
  const root = document.querySelector('#app');
  if (root === null || scene === undefined) throw new Error(`no scene ${asked.get('scene')}`);
  if (scene.permission === undefined) await import('#src/popup/styles/popup.css');
  else await import('#src/popup/styles/permission.css');
  if (scene.page !== undefined) await import('#src/web/page.css');
  showTheme(document.documentElement, theme);
  document.documentElement.dataset.frame = firstFrame;
  document.documentElement.lang = text.language;
  show(scene, root);
  if (scene.permission !== undefined || typeof scene.page === 'string') document.documentElement.dataset.ready = '';
}

void start();
