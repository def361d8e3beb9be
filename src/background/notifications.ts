import type { Attention, Notice } from '../shared/messaging/contract.ts';
import type { Translate } from './language.ts';
import { loadTranslate } from './language.ts';

type Content = chrome.notifications.NotificationCreateOptions;

let previous: Promise<void> = Promise.resolve();

/** Takes away what is no longer listed and shows what is new, one state after the other so that two cannot cross. */
export function showNotifications(attention: Attention): Promise<void> {
  const current = previous.then(() => replaceNotifications(attention));
  previous = current.catch(() => undefined);
  return current;
}

async function replaceNotifications({ notices, raise, language }: Attention): Promise<void> {
  const wanted = new Set(notices.map(({ id }) => id));
  const present = Object.keys(await chrome.notifications.getAll());
  await Promise.all(present.filter((id) => !wanted.has(id)).map((id) => chrome.notifications.clear(id)));
  const raised = notices.filter(({ id }) => raise.includes(id));
  if (raised.length === 0) {
    return;
  }
  const translate = await loadTranslate(language);
  // Under an ID that is shown already the browser replaces the old notification.
  await Promise.all(raised.map((notice) => chrome.notifications.create(notice.id, contentOf(notice, translate))));
}

function contentOf(notice: Notice, translate: Translate): Content {
  const base = { type: 'basic', iconUrl: chrome.runtime.getURL('icons/icon-128.png') } as const;
  switch (notice.kind) {
    case 'incoming-call':
      return {
        ...base,
        title: notice.name,
        message: translate(notice.video ? 'notificationIncomingVideoCall' : 'notificationIncomingCall', notice.name),
        buttons: [{ title: translate('buttonAnswer') }, { title: translate('buttonDecline') }],
        requireInteraction: true,
        priority: 2,
      };
    case 'missed-call':
      return { ...base, title: notice.name, message: translate('notificationMissedCall', notice.name) };
    case 'request':
      return {
        ...base,
        title: notice.name,
        message: translate('notificationRequest', notice.name),
        buttons: [{ title: translate('buttonAccept') }],
      };
    case 'message':
      return { ...base, title: notice.name, message: notice.text, ...moreMessages(notice.count, translate) };
  }
}

function moreMessages(count: number, translate: Translate): Pick<Content, 'contextMessage'> {
  return count > 1 ? { contextMessage: translate('notificationMoreMessages', String(count - 1)) } : {};
}
