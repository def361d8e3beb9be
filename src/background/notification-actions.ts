import type { ContactId } from '../shared/identity/contact-id.ts';
import type { Requester } from '../shared/messaging/channel.ts';
import { parseNotificationId } from './notification-id.ts';
import * as platform from './platform.ts';

/** What a click on a notification can set in motion. */
export interface NotificationEffects {
  readonly ensureEngine: () => Promise<void>;
  readonly engine: Requester<'engine'>;
  readonly showPopup: () => Promise<void>;
  readonly showConversation: (contactId: ContactId) => Promise<void>;
}

/** The notification itself was clicked: show what it is about. */
export async function openNotification(
  id: string,
  { showPopup, showConversation }: Pick<NotificationEffects, 'showPopup' | 'showConversation'>,
): Promise<void> {
  const subject = parseNotificationId(id);
  const isInConversation = subject?.kind === 'message' || subject?.kind === 'missed-call';
  await (isInConversation ? showConversation(subject.contactId) : showPopup());
  await platform.clearNotification(id);
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
  await platform.clearNotification(id);
}

async function answerCall({ engine, showPopup }: NotificationEffects): Promise<void> {
  await engine('call.answer', { video: false });
  await showPopup();
}
