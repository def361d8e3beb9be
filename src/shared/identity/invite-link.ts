import type { ContactId } from './contact-id.ts';
import { formatId, parseContactInput } from './id-codec.ts';
import { inviteScheme } from './link-token.ts';

/** What an owner hands out: the ID, and the knock token (thirty-two lower-case hex digits) that spares the one who has it a question. */
export function formatInviteLink(id: ContactId, token: string): string {
  return `${inviteScheme}${formatId(id)}#${token}`;
}

/** The first complete invite link in `text`. */
export function parseInviteLink(text: string): { readonly id: ContactId; readonly token: string } | undefined {
  const input = parseContactInput(text);
  return input.kind === 'link' ? { id: input.id, token: input.token } : undefined;
}
