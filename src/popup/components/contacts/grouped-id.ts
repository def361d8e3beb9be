import type { ContactId } from '../../../shared/identity/contact-id.ts';

/** In groups of four, as people read an ID to each other; kept apart from the codec, which no surface needs. */
export function groupedId(id: ContactId): string {
  return id.replace(/.{4}(?=.)/g, '$&-');
}
