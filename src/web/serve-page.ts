import { badgeFor } from '../background/badge-for.ts';
import { loadText } from '../popup/i18n.ts';
import { askPermission } from '../popup/permission/device-permission.ts';
import type { PackagedWords } from '../popup/surface-host.ts';
import type { Requester, Transport } from '../shared/messaging/channel.ts';
import { serve } from '../shared/messaging/channel.ts';
import type { Attention } from '../shared/messaging/contract.ts';
import { createPageNotifications } from './page-notifications.ts';

export interface ServePageDeps {
  readonly transport: Transport;
  readonly page: Window & typeof globalThis;
  readonly words: PackagedWords;
  readonly engine: Requester<'engine'>;
}

/** Does for the engine what a background does in an extension, as far as a page can. */
export function servePage({ transport, page, words, engine }: ServePageDeps): void {
  const notify = createPageNotifications({
    Notification: page.Notification,
    isLookedAt: () => page.document.visibilityState === 'visible' && page.document.hasFocus(),
    loadTranslate: async (language) => (await loadText(words, language)).t,
    onOpen(place) {
      page.focus();
      void engine('surface.bringForward', { place });
    },
  });
  serve(
    transport,
    'background',
  )({
    'engine.ensure': () => undefined,
    'attention.show'(attention) {
      page.document.title = titleFor(attention, words.lookUp('appName', []));
      return notify(attention);
    },
    'permissionPage.open': (wanted) => askForDevices(wanted, page.navigator, engine),
    // No surface offers them here.
    'surface.open': refuse,
    'shortcutSettings.open': refuse,
  });
}

/** What a tab shows of itself while another one is looked at. */
export function titleFor(attention: Pick<Attention, 'needsAction' | 'inCall' | 'unread'>, name: string): string {
  const { text } = badgeFor(attention);
  return text === '' ? name : `(${text}) ${name}`;
}

/** By the browser's own question, in this page: none of ours has to explain it first. */
export async function askForDevices(
  { video }: { readonly video: boolean },
  { mediaDevices: devices, permissions }: Pick<Navigator, 'mediaDevices' | 'permissions'>,
  engine: Requester<'engine'>,
): Promise<void> {
  const queryPermission = async (name: 'camera' | 'microphone') => (await permissions.query({ name })).state;
  const outcome = await askPermission({ video, devices, queryPermission });
  // Without any device the call goes on too: there is nothing left that could be allowed.
  await engine('permission.settled', { granted: outcome === 'granted' || outcome === 'no-device' });
}

/** What only an extension has. */
export async function refuse(): Promise<never> {
  throw new Error('a page cannot do that');
}
