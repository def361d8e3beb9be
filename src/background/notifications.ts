import { createInTurn } from '../shared/in-turn.ts';
import type { Attention, Notice } from '../shared/messaging/contract.ts';
import type { Translate } from './language.ts';
import { loadTranslate } from './language.ts';

type Content = chrome.notifications.NotificationCreateOptions;
type Base = Pick<Content, 'type' | 'iconUrl'>;

const inTurn = createInTurn();

/** Takes away what is no longer listed and shows what is new, one state after the other so that two cannot cross. */
export function showNotifications(attention: Attention): Promise<void> {
  return inTurn(() => replaceNotifications(attention));
}

async function replaceNotifications({ notices, raise, reword, language }: Attention): Promise<void> {
  const wanted = new Set(notices.map(({ id }) => id));
  const present = Object.keys(await chrome.notifications.getAll());
  await Promise.all(present.filter((id) => !wanted.has(id)).map((id) => chrome.notifications.clear(id)));
  const raised = notices.filter(({ id }) => raise.includes(id));
  const reworded = notices.filter(({ id }) => reword.includes(id) && present.includes(id));
  if (raised.length + reworded.length === 0) {
    return;
  }
  const translate = await loadTranslate(language);
  await Promise.all([
    // Under an ID that is shown already the browser replaces the old notification.
    ...raised.map((notice) => chrome.notifications.create(notice.id, contentOf(notice, translate))),
    ...reworded.map((notice) => chrome.notifications.update(notice.id, contentOf(notice, translate))),
  ]);
}

function contentOf(notice: Notice, translate: Translate): Content {
  const base = { type: 'basic', iconUrl: chrome.runtime.getURL('icons/icon-128.png') } as const;
  switch (notice.kind) {
    case 'incoming-call':
      return incomingContent(notice, base, translate);
    case 'missed-call': {
      const words = notice.share ? 'notificationMissedShare' : 'notificationMissedCall';
      return { ...base, title: notice.name, message: translate(words, notice.name) };
    }
    case 'request':
      return {
        ...base,
        title: notice.name,
        message: translate('notificationRequest', notice.name),
        buttons: [{ title: translate('buttonAccept') }],
      };
    case 'message':
      return messageContent(notice, base, translate);
  }
}

type IncomingNotice = Extract<Notice, { kind: 'incoming-call' }>;

function incomingContent({ name, video, share }: IncomingNotice, base: Base, translate: Translate): Content {
  const call = video ? 'notificationIncomingVideoCall' : 'notificationIncomingCall';
  return {
    ...base,
    title: name,
    message: translate(share ? 'notificationIncomingShare' : call, name),
    buttons: [{ title: translate(share ? 'buttonWatch' : 'buttonAnswer') }, { title: translate('buttonDecline') }],
    requireInteraction: true,
    priority: 2,
  };
}

type MessageNotice = Extract<Notice, { kind: 'message' }>;

function messageContent({ name, text, count, atMs }: MessageNotice, base: Base, translate: Translate): Content {
  const content = { ...base, title: name, eventTime: atMs };
  // The newest may have been deleted while others wait.
  if (text === '') return { ...content, message: translate('notificationNewMessages') };
  const more = count > 1 ? { contextMessage: translate('notificationMoreMessages', String(count - 1)) } : {};
  return { ...content, message: text, ...more };
}
