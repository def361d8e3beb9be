import type { Attention, Notice } from '../shared/messaging/contract.ts';
import type { Translate } from './language.ts';
import { loadTranslate } from './language.ts';
import type { NotificationId } from './notification-id.ts';
import { notificationIdFor } from './notification-id.ts';

type Content = chrome.notifications.NotificationCreateOptions;

/** What was put up since this worker started, so that what a person dismissed does not come back with the next change. */
const alreadyShown = new Set<NotificationId>();

let previous: Promise<void> = Promise.resolve();

/** Makes the browser's notifications equal to the notices; one after the other, so that two changes cannot cross. */
export function showNotifications(attention: Attention): Promise<void> {
  const current = previous.then(() => replaceNotifications(attention));
  previous = current.catch(() => undefined);
  return current;
}

async function replaceNotifications({ notices, language }: Attention): Promise<void> {
  const wanted = new Map(notices.map((notice) => [notificationIdFor(notice), notice]));
  const present = Object.keys(await chrome.notifications.getAll());
  await Promise.all(present.filter((id) => !wanted.has(id)).map((id) => chrome.notifications.clear(id)));
  forgetAllBut(wanted);
  const missing = [...wanted].filter(([id]) => !present.includes(id) && !alreadyShown.has(id));
  if (missing.length === 0) {
    return;
  }
  const translate = await loadTranslate(language);
  for (const [id, notice] of missing) {
    alreadyShown.add(id);
    await chrome.notifications.create(id, contentOf(notice, translate));
  }
}

function forgetAllBut(wanted: ReadonlyMap<NotificationId, Notice>): void {
  for (const id of alreadyShown) {
    if (!wanted.has(id)) {
      alreadyShown.delete(id);
    }
  }
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
