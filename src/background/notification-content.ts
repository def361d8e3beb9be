import type { Notice } from '../shared/messaging/contract.ts';

/** What a notification says; a browser that knows no buttons leaves them out. */
export interface NotificationContent {
  readonly title: string;
  readonly message: string;
  readonly contextMessage?: string;
  readonly atMs?: number;
  /** Their words, in the order in which they are counted. */
  readonly buttons?: readonly string[];
  /** Stays on the screen until somebody has looked after it. */
  readonly urgent?: true;
}

export type NotificationText =
  | 'notificationIncomingCall'
  | 'notificationIncomingVideoCall'
  | 'notificationIncomingShare'
  | 'notificationMissedCall'
  | 'notificationMissedShare'
  | 'notificationRequest'
  | 'notificationMoreMessages'
  | 'notificationNewMessages'
  | 'buttonAnswer'
  | 'buttonWatch'
  | 'buttonDecline'
  | 'buttonAccept';

export type Translate = (key: NotificationText, ...substitutions: string[]) => string;

export function contentOf(notice: Notice, translate: Translate): NotificationContent {
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
