import type { EngineFailure, FeedUpdate } from '../shared/messaging/feed.ts';
import type { ConversationView, Snapshot } from '../shared/snapshot.ts';
import type { Drafts, TextStorage } from './drafts.ts';
import { createDrafts } from './drafts.ts';
import type { Navigation } from './navigation.ts';
import { createNavigation } from './navigation.ts';
import { readFromLastTime, storeForNextOpening } from './snapshot-cache.ts';
import type { Readable, Store } from './store.ts';
import { createStore } from './store.ts';

/** What a surface shows. */
export interface Model {
  /** Null until there is anything to paint. */
  readonly snapshot: Readable<Snapshot | null>;
  /** Why there is no engine, null while there is one or may come one. */
  readonly failure: Store<EngineFailure | null>;
  readonly conversation: Readable<ConversationView | null>;
  /** The message that its conversation is to go to. */
  readonly found: Store<string | null>;
  /** The window that floats beside this surface with the call in it. */
  readonly floating: Store<Window | null>;
  /** Rises with every whole snapshot: live streams may have new objects behind the same numbers then. */
  readonly connection: Readable<number>;
  readonly navigation: Navigation;
  readonly drafts: Drafts;
  receive(update: Exclude<FeedUpdate, { kind: 'come-forward' }>): void;
}

export function createModel(storage: TextStorage): Model {
  const snapshot = createStore<Snapshot | null>(readFromLastTime(storage) ?? null);
  const failure = createStore<EngineFailure | null>(null);
  const conversation = createStore<ConversationView | null>(null);
  const connection = createStore(0);
  const found = createStore<string | null>(null);
  const navigation = createNavigation();
  navigation.place.subscribe(() => found.set(null));

  const show = (next: Snapshot): void => {
    snapshot.set(next);
    storeForNextOpening(storage, next);
  };

  return {
    snapshot,
    failure,
    conversation,
    found,
    floating: createStore<Window | null>(null),
    connection,
    navigation,
    drafts: createDrafts(storage),
    receive: (update) => {
      if (update.kind === 'conversation') {
        conversation.set(update.conversation);
      } else if (update.kind === 'snapshot') {
        connection.set(connection.get() + 1);
        show(update.snapshot);
      } else {
        const before = snapshot.get();
        if (before !== null) show({ ...before, ...update.changes });
      }
    },
  };
}
