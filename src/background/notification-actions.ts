import type { Caller } from '../shared/messaging/channel.ts';
import { parseNotificationId } from './notification-id.ts';

/** What a click on a notification can set in motion. */
export interface NotificationEffects {
  readonly ensureEngine: () => Promise<void>;
  readonly engine: Caller<'offscreen'>;
  readonly showPopup: () => Promise<void>;
}

/** The notification itself was clicked: show what it is about. */
export async function openNotification(id: string, { showPopup }: NotificationEffects): Promise<void> {
  await showPopup();
  await chrome.notifications.clear(id);
}

/** `buttonIndex` counts in the order in which the notification shows its buttons. */
export async function pressNotificationButton(
  id: string,
  buttonIndex: number,
  effects: NotificationEffects,
): Promise<void> {
  const subject = parseNotificationId(id);
  await effects.ensureEngine();
  if (subject?.kind === 'incoming-call') {
    await (buttonIndex === 0 ? answerCall(effects) : effects.engine('call.decline'));
  } else if (subject?.kind === 'request') {
    await effects.engine('contacts.accept', { contactId: subject.contactId });
  }
  await chrome.notifications.clear(id);
}

async function answerCall({ engine, showPopup }: NotificationEffects): Promise<void> {
  await engine('call.answer', { video: false });
  await showPopup();
}
