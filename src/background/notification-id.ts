import type { ContactId } from '../shared/contact-id.ts';
import type { Notice } from '../shared/messaging/contract.ts';

/**
 * A notification outlives the worker that made it, so its ID carries all that its buttons need: kind, contact (empty for
 * a call, which is one at a time) and the notice's own ID, parted by colons.
 */
export type NotificationId = string;

export interface NotificationSubject {
  readonly kind: Notice['kind'];
  readonly contactId: ContactId | null;
}

const kinds: readonly Notice['kind'][] = ['incoming-call', 'missed-call', 'request', 'message'];

export function notificationIdFor(notice: Notice): NotificationId {
  const contactId = notice.kind === 'incoming-call' ? '' : notice.contactId;
  return `${notice.kind}:${contactId}:${notice.id}`;
}

/** Undefined for notifications that are not ours, or were made by another version. */
export function parseNotificationId(id: NotificationId): NotificationSubject | undefined {
  const match = /^([a-z-]+):([0-9A-Z]*):/.exec(id);
  const kind = kinds.find((known) => known === match?.[1]);
  return kind && { kind, contactId: match?.[2] || null };
}
