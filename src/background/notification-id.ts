import type { ContactId } from '../shared/identity/contact-id.ts';
import type { Notice } from '../shared/messaging/contract.ts';
import type { WantedPlace } from '../shared/messaging/feed.ts';

/** What a notification is about. Its ID alone tells, because a notification outlives the worker that made it. */
export interface NotificationSubject {
  readonly kind: Notice['kind'];
  readonly contactId: ContactId;
}

const kinds: readonly Notice['kind'][] = ['incoming-call', 'missed-call', 'request', 'message'];

/** Reads `kind:contactId`; undefined for anything else, such as an ID given by another version. */
export function parseNotificationId(id: string): NotificationSubject | undefined {
  const [, name, contactId] = /^([a-z-]+):([0-9A-Z]+)$/.exec(id) ?? [];
  const kind = kinds.find((known) => known === name);
  return kind === undefined || contactId === undefined ? undefined : { kind, contactId };
}

/** What it is about, as a place in the app. A call shows itself wherever one is. */
export function placeOf(subject: NotificationSubject | undefined): WantedPlace {
  switch (subject?.kind) {
    case 'message':
    case 'missed-call':
      return { name: 'conversation', contactId: subject.contactId };
    case 'request':
      return { name: 'home' };
    default:
      return null;
  }
}
