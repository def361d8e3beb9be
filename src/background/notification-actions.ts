import type { Requester } from '../shared/messaging/channel.ts';
import type { WantedPlace } from '../shared/messaging/feed.ts';
import { parseNotificationId, placeOf } from './notification-id.ts';
import * as platform from './platform.ts';

/** What a click on a notification can set in motion. */
export interface NotificationEffects {
  readonly ensureEngine: () => Promise<void>;
  readonly engine: Requester<'engine'>;
  readonly showPopup: (place: WantedPlace) => Promise<void>;
}

/** The notification itself was clicked: show what it is about. */
export async function openNotification(id: string, effects: NotificationEffects): Promise<void> {
  await effects.ensureEngine();
  await showPlace(placeOf(parseNotificationId(id)), effects);
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

async function answerCall(effects: NotificationEffects): Promise<void> {
  await effects.engine('call.answer', { video: false });
  await showPlace(null, effects);
}

/** In the surface that is open, else in the popup: nobody wants a second one beside it. */
async function showPlace(place: WantedPlace, { engine, showPopup }: NotificationEffects): Promise<void> {
  if (!(await engine('surface.bringForward', { place }))) await showPopup(place);
}
