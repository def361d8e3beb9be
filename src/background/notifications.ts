import { createInTurn } from '../shared/in-turn.ts';
import type { Attention, Notice } from '../shared/messaging/contract.ts';
import type { Translate } from './language.ts';
import { loadTranslate } from './language.ts';
import type { NotificationContent } from './platform.ts';
import * as platform from './platform.ts';

const inTurn = createInTurn();

/** Takes away what is no longer listed and shows what is new, one state after the other so that two cannot cross. */
export function showNotifications(attention: Attention): Promise<void> {
  return inTurn(() => replaceNotifications(attention));
}

async function replaceNotifications({ notices, raise, reword, language }: Attention): Promise<void> {
  const wanted = new Set(notices.map(({ id }) => id));
  const present = await platform.listNotificationIds();
  await Promise.all(present.filter((id) => !wanted.has(id)).map(platform.clearNotification));
  const raised = notices.filter(({ id }) => raise.includes(id));
  const reworded = notices.filter(({ id }) => reword.includes(id) && present.includes(id));
  if (raised.length + reworded.length === 0) {
    return;
  }
  const translate = await loadTranslate(language);
  await Promise.all([
    ...raised.map((notice) => platform.showNotification(notice.id, contentOf(notice, translate))),
    ...reworded.map((notice) => platform.rewordNotification(notice.id, contentOf(notice, translate))),
  ]);
}

function contentOf(notice: Notice, translate: Translate): NotificationContent {
  const title = notice.name;
  switch (notice.kind) {
    case 'incoming-call':
      return incomingContent(notice, translate);
    case 'missed-call': {
      const words = notice.share ? 'notificationMissedShare' : 'notificationMissedCall';
      return { title, message: translate(words, notice.name), atMs: notice.atMs };
    }
    case 'request':
      return { title, message: translate('notificationRequest', notice.name), buttons: [translate('buttonAccept')] };
    case 'message':
      return messageContent(notice, translate);
  }
}

type IncomingNotice = Extract<Notice, { kind: 'incoming-call' }>;

function incomingContent({ name, video, share }: IncomingNotice, translate: Translate): NotificationContent {
  const call = video ? 'notificationIncomingVideoCall' : 'notificationIncomingCall';
  return {
    title: name,
    message: translate(share ? 'notificationIncomingShare' : call, name),
    buttons: [translate(share ? 'buttonWatch' : 'buttonAnswer'), translate('buttonDecline')],
    urgent: true,
  };
}

type MessageNotice = Extract<Notice, { kind: 'message' }>;

function messageContent({ name, text, count, atMs }: MessageNotice, translate: Translate): NotificationContent {
  const content = { title: name, atMs };
  // The newest may have been deleted while others wait.
  if (text === '') return { ...content, message: translate('notificationNewMessages') };
  const more = count > 1 ? { contextMessage: translate('notificationMoreMessages', String(count - 1)) } : {};
  return { ...content, message: text, ...more };
}
