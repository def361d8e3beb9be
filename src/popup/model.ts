import type { ReadonlySignal } from '@preact/signals';
import { signal } from '@preact/signals';
import type { FeedUpdate } from '../shared/messaging/feed.ts';
import type { ConversationView, Snapshot } from '../shared/snapshot.ts';
import type { Drafts, TextStorage } from './drafts.ts';
import { createDrafts } from './drafts.ts';
import type { Navigation } from './navigation.ts';
import { createNavigation } from './navigation.ts';
import { readFromLastTime, storeForNextOpening } from './snapshot-cache.ts';

/** What a surface shows. */
export interface Model {
  /** Null until there is anything to paint. */
  readonly snapshot: ReadonlySignal<Snapshot | null>;
  readonly conversation: ReadonlySignal<ConversationView | null>;
  /** Rises with every whole snapshot: live streams may have new objects behind the same numbers then. */
  readonly connection: ReadonlySignal<number>;
  readonly navigation: Navigation;
  readonly drafts: Drafts;
  receive(update: FeedUpdate): void;
}

export function createModel(storage: TextStorage): Model {
  const snapshot = signal<Snapshot | null>(readFromLastTime(storage) ?? null);
  const conversation = signal<ConversationView | null>(null);
  const connection = signal(0);

  const show = (next: Snapshot): void => {
    snapshot.value = next;
    storeForNextOpening(storage, next);
  };

  return {
    snapshot,
    conversation,
    connection,
    navigation: createNavigation(),
    drafts: createDrafts(storage),
    receive: (update) => {
      if (update.kind === 'conversation') {
        conversation.value = update.conversation;
      } else if (update.kind === 'snapshot') {
        connection.value += 1;
        show(update.snapshot);
      } else if (snapshot.value !== null) {
        show({ ...snapshot.value, ...update.changes });
      }
    },
  };
}
