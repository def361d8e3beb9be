import type { ContactId } from '../shared/identity/contact-id.ts';
import type { Topic } from './topic.ts';
import { createTopic } from './topic.ts';

/** What parts of the engine have to tell those who show it. */
export interface News {
  /** Something that surfaces may see is different. */
  readonly changed: Topic<[]>;
  /** The same of links, which is told a moment later: who draws it has the thread that makes the connection. */
  readonly linksChanged: Topic<[]>;
  /** Entries or summary of this conversation are different, or their sender became a contact. */
  readonly conversationChanged: Topic<[contactId: ContactId]>;
}

export function createNews(): News {
  return { changed: createTopic(), linksChanged: createTopic(), conversationChanged: createTopic() };
}
