import type { ContactId } from '../shared/identity/contact-id.ts';
import type { ConversationView, MessageView } from '../shared/snapshot.ts';
import type { Drafts } from './drafts.ts';

/** The message that what is being written answers or replaces. */
export interface MessageTarget {
  readonly kind: 'reply' | 'edit';
  readonly messageId: string;
}

/** Kept beside the draft, so that an answer stays one when the popup closes in the middle of it. */
export function readTarget(drafts: Pick<Drafts, 'read'>, contactId: ContactId): MessageTarget | null {
  const [, kind, messageId] = /^(reply|edit):([0-9a-f]+)$/.exec(drafts.read(targetKey(contactId))) ?? [];
  if (messageId === undefined) return null;
  return { kind: kind === 'edit' ? 'edit' : 'reply', messageId };
}

export function writeTarget(drafts: Pick<Drafts, 'write'>, contactId: ContactId, target: MessageTarget | null): void {
  drafts.write(targetKey(contactId), target === null ? '' : `${target.kind}:${target.messageId}`);
  if (target?.kind !== 'edit') drafts.write(editKey(contactId), '');
}

/** Calls `notify` whenever another surface has chosen another one. */
export function followTarget(
  drafts: Pick<Drafts, 'follow'>,
  contactId: ContactId,
  notify: () => void,
): ReturnType<Drafts['follow']> {
  return drafts.follow(targetKey(contactId), notify);
}

function targetKey(contactId: ContactId): string {
  return `${contactId}:target`;
}

/** Where the text of an edit is kept, apart from what was being written before it. */
export function editKey(contactId: ContactId): string {
  return `${contactId}:edit`;
}

/** Undefined while it is not among the entries that are loaded. */
export function findMessage(conversation: ConversationView | null, messageId: string): MessageView | undefined {
  return conversation?.entries.filter((entry) => entry.kind === 'message').find(({ id }) => id === messageId);
}

/** The newest message of one's own that can still be changed. */
export function lastOwnMessage(conversation: ConversationView | null): MessageView | undefined {
  return conversation?.entries
    .filter((entry) => entry.kind === 'message')
    .findLast(({ mine, deleted, state }) => mine && deleted !== true && state !== 'unsaved');
}
