import type { ContactId } from '../shared/identity/contact-id.ts';
import type { Notice } from '../shared/messaging/contract.ts';

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
