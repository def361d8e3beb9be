import type { ContactId } from '../contact-id.ts';
import type { ConversationView, Snapshot } from '../snapshot.ts';

/** Name of the port each surface opens to the engine. */
export const feedPortName = 'feed';

/** From a surface: which conversation it shows now, and a wish for older messages of it. */
export type FeedRequest =
  | { readonly kind: 'watch'; readonly contactId: ContactId | null; readonly visible: boolean }
  | { readonly kind: 'earlier'; readonly contactId: ContactId };

/** From the engine: first the whole, then changes numbered without a gap. */
export type FeedUpdate =
  | { readonly kind: 'snapshot'; readonly number: number; readonly snapshot: Snapshot }
  | { readonly kind: 'changes'; readonly number: number; readonly changes: Partial<Snapshot> }
  | { readonly kind: 'conversation'; readonly number: number; readonly conversation: ConversationView | null };
