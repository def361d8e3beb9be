import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { ConversationRecord, ConversationStore } from '../ports/stores-port.ts';
import type { ChatRunner } from './chat-runner.ts';
import { newCounters } from './rules/counters.ts';
import type { ChatState } from './rules/state.ts';
import { initialChat } from './rules/state.ts';

interface ChatRegistryDependencies {
  readonly store: ConversationStore;
  /** Makes the epoch of a conversation that begins. */
  readonly newId: () => string;
  readonly start: (contactId: ContactId, initial: ChatState) => ChatRunner;
  /** A conversation could not be read; it is tried again the next time somebody needs it. */
  onUnreadable(contactId: ContactId, error: unknown): void;
}

export interface ChatRegistry {
  /** Those that have been read. */
  all(): Iterable<readonly [ContactId, ChatRunner]>;
  /** Absent until it has been read. */
  running(contactId: ContactId): ChatRunner | undefined;
  /** Reads the conversation from the store, or begins one. Rejects with `StoreError`. */
  reach(contactId: ContactId): Promise<ChatRunner>;
  /** Now if it is running, else once it is read, in the order of asking. */
  use(contactId: ContactId, action: (runner: ChatRunner) => void, otherwise?: () => void): void;
  /** Ends a conversation and deletes it. Rejects with `StoreError`. */
  forget(contactId: ContactId): Promise<void>;
}

/** Keeps one runner per conversation, started from what is stored. */
export function createChatRegistry({ store, newId, start, onUnreadable }: ChatRegistryDependencies): ChatRegistry {
  const runners = new Map<ContactId, ChatRunner>();
  const starting = new Map<ContactId, Promise<ChatRunner>>();
  let records: Promise<Map<ContactId, ConversationRecord>> | undefined;

  const readRecords = async (): Promise<Map<ContactId, ConversationRecord>> => {
    records ??= store.loadAll().then((all) => new Map(all.map((record) => [record.contactId, record])));
    try {
      return await records;
    } catch (error) {
      records = undefined;
      throw error;
    }
  };

  const read = async (contactId: ContactId): Promise<ChatRunner> => {
    const record = (await readRecords()).get(contactId);
    const initial = record ? await readChat(store, record) : initialChat(newCounters(newId()), []);
    const runner = start(contactId, initial);
    runners.set(contactId, runner);
    return runner;
  };

  const reach = (contactId: ContactId): Promise<ChatRunner> => {
    const known = starting.get(contactId);
    if (known) return known;
    const attempt = read(contactId);
    starting.set(contactId, attempt);
    attempt.catch((error: unknown) => {
      starting.delete(contactId);
      onUnreadable(contactId, error);
    });
    return attempt;
  };

  return {
    all: () => [...runners],
    running: (contactId) => runners.get(contactId),
    reach,
    use(contactId, action, otherwise = () => undefined) {
      const runner = runners.get(contactId);
      if (runner) action(runner);
      else void reach(contactId).then(action, otherwise);
    },
    async forget(contactId) {
      await (await reach(contactId)).stop();
      await store.removeContact(contactId);
      (await readRecords()).delete(contactId);
      runners.delete(contactId);
      starting.delete(contactId);
    },
  };
}

async function readChat(store: ConversationStore, record: ConversationRecord): Promise<ChatState> {
  const { contactId, ...counters } = record;
  const isEmpty = counters.acknowledged + 1 >= counters.nextCount;
  return initialChat(counters, isEmpty ? [] : await store.outbox(contactId, counters.myEpoch, counters.acknowledged));
}
