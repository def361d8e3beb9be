import { claimsTextFrame, parseTextFrame } from '../../shared/chat/frames.ts';
import type { ChatState } from '../../shared/chat/state.ts';
import { initialChat, messageState, newCounters } from '../../shared/chat/state.ts';
import { fitsInMessage } from '../../shared/chat/text-size.ts';
import type { ContactId } from '../../shared/contact-id.ts';
import type { SendOutcome } from '../../shared/messaging/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { CallNoteView, ContactView, ConversationEntry, ConversationView } from '../../shared/snapshot.ts';
import type { Clock, Log } from '../ports.ts';
import type { ConversationRecord, ConversationStore, EntryRecord } from '../store/records.ts';
import type { ChatRunner } from './chat-runner.ts';
import { createChatRunner } from './chat-runner.ts';
import type { Links } from './services.ts';

export interface ConversationsDependencies {
  readonly store: ConversationStore;
  readonly links: Pick<Links, 'want' | 'isOpen' | 'send' | 'countBadFrame'>;
  readonly clock: Clock;
  /** Thirty-two hex digits, random. */
  readonly newId: () => string;
  readonly settings: () => Settings;
  readonly log: Log;
  /** Summary or entries of this conversation are different now. */
  onChange(contactId: ContactId): void;
  onStorage(state: 'ok' | 'full'): void;
}

export interface Conversations {
  /** Reads what is stored. What is asked of a conversation earlier waits for it. Rejects with `StoreError`. */
  load(contactIds: readonly ContactId[]): Promise<void>;
  /** Resolves once the message is stored, or refused. */
  send(contactId: ContactId, text: string): Promise<SendOutcome>;
  /** To be repeated while the person types: it is good for six seconds. */
  setTyping(contactId: ContactId, typing: boolean): void;
  /** False when `frame` is not of this lane; one that claims to be and is malformed is counted here. */
  handleFrame(contactId: ContactId, frame: unknown): boolean;
  handleOpened(contactId: ContactId): void;
  handleClosed(contactId: ContactId): void;
  /** Whether some surface shows this conversation to a person. */
  setVisible(contactId: ContactId, visible: boolean): void;
  /** The newest `entries` entries. Rejects with `StoreError`. */
  view(contactId: ContactId, entries: number): Promise<ConversationView>;
  summary(contactId: ContactId): Pick<ContactView, 'unread' | 'typing' | 'lastMessage'>;
  /** Puts a call into the history; resolves once it is stored or has to wait for room. */
  note(contactId: ContactId, note: Omit<CallNoteView, 'kind' | 'id'>): Promise<void>;
  /** Deletes the history. */
  remove(contactId: ContactId): Promise<void>;
}

/** The text conversations with all contacts; each runs for itself. */
export function createConversations(deps: ConversationsDependencies): Conversations {
  const { store, links, clock, log } = deps;
  const storage = createStorageReport(deps.onStorage);
  const settlements = new Map<string, (stored: boolean) => void>();
  const visible = new Set<ContactId>();
  const runners = new Map<ContactId, ChatRunner>();
  const opening = new Map<ContactId, Promise<ChatRunner>>();
  let records: Promise<ReadonlyMap<ContactId, ConversationRecord>> | undefined;

  const readRecords = (): Promise<ReadonlyMap<ContactId, ConversationRecord>> => {
    records ??= store.loadAll().then((all) => new Map(all.map((record) => [record.contactId, record])));
    records.catch(() => {
      records = undefined;
    });
    return records;
  };

  const readChat = async (contactId: ContactId): Promise<ChatState> => {
    const record = (await readRecords()).get(contactId);
    if (!record) return initialChat(newCounters(deps.newId()), []);
    const { contactId: _, ...counters } = record;
    const isEmpty = counters.acknowledged + 1 === counters.nextCount;
    const outbox = isEmpty ? [] : await store.outbox(contactId, counters.myEpoch, counters.acknowledged);
    return initialChat(counters, outbox);
  };

  const start = async (contactId: ContactId): Promise<ChatRunner> => {
    const runner = createChatRunner(await readChat(contactId), {
      contactId, store, clock, log,
      policy: () => ({ receipts: deps.settings().sendReadReceipts, typing: deps.settings().showTyping }),
      send: (frame) => links.send(contactId, 'text', frame),
      wantLink: () => links.want(contactId),
      countBadFrame: () => links.countBadFrame(contactId),
      onChange: () => deps.onChange(contactId),
      onStorage: (state) => storage.report(contactId, state),
      onSettled: (id, stored) => {
        settlements.get(id)?.(stored);
        settlements.delete(id);
      },
    });
    runners.set(contactId, runner);
    if (visible.has(contactId)) runner.dispatch({ kind: 'shown', visible: true });
    if (links.isOpen(contactId)) runner.dispatch({ kind: 'link-opened' });
    return runner;
  };
  ...
