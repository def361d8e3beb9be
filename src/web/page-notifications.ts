import type { NotificationContent, Translate } from '../background/notification-content.ts';
import { contentOf } from '../background/notification-content.ts';
import { parseNotificationId, placeOf } from '../background/notification-id.ts';
import { createInTurn } from '../shared/in-turn.ts';
import type { Attention } from '../shared/messaging/contract.ts';
import type { WantedPlace } from '../shared/messaging/feed.ts';

export interface PageNotificationsDeps {
  /** Undefined where the browser shows none to this page. */
  readonly Notification: typeof Notification | undefined;
  /** Whether somebody has the page before their eyes, who needs none. */
  readonly isLookedAt: () => boolean;
  readonly loadTranslate: (language: Attention['language']) => Promise<Translate>;
  readonly onOpen: (place: WantedPlace) => void;
}

/** Shows what should draw attention, one state after the other so that two cannot cross; they go with the page. */
export function createPageNotifications(deps: PageNotificationsDeps): (attention: Attention) => Promise<void> {
  const inTurn = createInTurn();
  const shown = new Map<string, Notification>();

  function show(id: string, content: NotificationContent, silent: boolean): void {
    const { Notification: Shown } = deps;
    if (Shown?.permission !== 'granted') return;
    const notification = openNotification(Shown, content, { tag: id, silent });
    if (notification === undefined) return;
    notification.addEventListener('click', () => {
      notification.close();
      deps.onOpen(placeOf(parseNotificationId(id)));
    });
    shown.set(id, notification);
  }

  function closeAllBut(ids: readonly string[]): void {
    for (const [id, notification] of shown) {
      if (ids.includes(id)) continue;
      notification.close();
      shown.delete(id);
    }
  }

  async function replace({ notices, raise, reword, language }: Attention): Promise<void> {
    closeAllBut(notices.map(({ id }) => id));
    const raised = deps.isLookedAt() ? [] : notices.filter(({ id }) => raise.includes(id));
    const reworded = notices.filter(({ id }) => reword.includes(id) && shown.has(id));
    if (raised.length + reworded.length === 0) return;
    const translate = await deps.loadTranslate(language);
    for (const notice of raised) show(notice.id, contentOf(notice, translate), false);
    for (const notice of reworded) show(notice.id, contentOf(notice, translate), true);
  }

  return (attention) => inTurn(() => replace(attention));
}

/** Undefined on phones, where only a service worker may show any. A page has no buttons to offer in them. */
function openNotification(
  Shown: typeof Notification,
  { title, message, contextMessage, urgent }: NotificationContent,
  { tag, silent }: { readonly tag: string; readonly silent: boolean },
): Notification | undefined {
  const body = contextMessage === undefined ? message : `${message}\n${contextMessage}`;
  try {
    return new Shown(title, { body, tag, silent, requireInteraction: urgent === true, icon: '/icons/icon-128.png' });
  } catch {
    return undefined;
  }
}
