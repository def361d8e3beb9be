import type { ContactId } from './contact-id.ts';
import { formatId, parseContactInput } from './id-codec.ts';
import type { LinkFields } from './link-fields.ts';
import { inviteScheme } from './link-fields.ts';

/** What an owner hands out: the ID, the knock token that spares whoever has it a question, and where the owner is at home. */
export interface InviteLink extends LinkFields {
  readonly id: ContactId;
}

/** `page` is the address of an invite page; without one, or without a home, the link is for the clipboard alone. */
export function formatInviteLink({ id, token, home }: InviteLink, page: string | null): string {
  const at = home === null ? '' : `.${home.projectId}.${home.apiKey}`;
  if (page === null || home === null) return `${inviteScheme}${formatId(id)}#${token}${at}`;
  return `${page}#${formatId(id)}.${token}${at}`;
}

/** The first complete invite link in `text`. */
export function parseInviteLink(text: string): InviteLink | undefined {
  const input = parseContactInput(text);
  return input.kind === 'link' ? { id: input.id, token: input.token, home: input.home } : undefined;
}
