import { createInTurn } from '../shared/in-turn.ts';
import type { Attention } from '../shared/messaging/contract.ts';
import { loadTranslate } from './language.ts';
import { contentOf } from './notification-content.ts';
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
