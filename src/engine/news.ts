import type { ContactId } from '../shared/identity/contact-id.ts';
import type { Topic } from './topic.ts';
import { createTopic } from './topic.ts';

/** What parts of the engine have to tell those who show it. */
export interface News {
  /** Something that surfaces may see is different. */
  readonly changed: Topic<[]>;
  /** Entries or summary of this conversation are different, or their sender became a contact. */
  readonly conversationChanged: Topic<[contactId: ContactId]>;
}

export function createNews(): News {
  return { changed: createTopic(), conversationChanged: createTopic() };
}
