import type { ContactId } from '../identity/contact-id.ts';
import type { ConversationView, Snapshot } from '../snapshot.ts';

/** Name of the port each surface opens to the engine. */
export const feedPortName = 'feed';

/** From a surface: which conversation it shows now, and which part of it. A conversation begins with its newest part. */
export type FeedRequest =
  | { readonly kind: 'watch'; readonly contactId: ContactId | null; readonly visible: boolean }
  | { readonly kind: 'earlier' | 'later' | 'newest'; readonly contactId: ContactId }
  | { readonly kind: 'around'; readonly contactId: ContactId; readonly messageId: string };

/** Why there is no engine. `storage`: what is stored does not open. `no-service`: this build knows no introduction service. */
export type EngineFailure = 'storage' | 'no-service' | 'unknown';

/** What a surface that comes to the front is to show; null leaves it where it is. */
export type WantedPlace =
  | { readonly name: 'home' }
  | { readonly name: 'conversation'; readonly contactId: ContactId }
  | null;

/** From the engine: first the whole, then changes numbered without a gap. `come-forward`: the person wants this surface now. */
export type FeedUpdate =
  | { readonly kind: 'snapshot'; readonly number: number; readonly snapshot: Snapshot }
  | { readonly kind: 'changes'; readonly number: number; readonly changes: Partial<Snapshot> }
  | { readonly kind: 'conversation'; readonly number: number; readonly conversation: ConversationView | null }
  | { readonly kind: 'come-forward'; readonly number: number; readonly place: WantedPlace };

/** In the place of all updates, from a page in which no engine could be started. */
export interface EngineFailed {
  readonly kind: 'failed';
  readonly cause: EngineFailure;
}
