import type { UntoldCall } from '#src/engine/calls/rules/state.ts';
import { amendMessage } from '#src/engine/chat/rules/amendments.ts';
import type { ChatMessage } from '#src/engine/chat/rules/state.ts';
import type { MatchRecord } from '#src/engine/play/rules/table.ts';
import type {
  ContactRecord,
  ConversationRecord,
  ConversationStore,
  EntryRecord,
  IdentityRecord,
  MessageRecord,
  PrekeyRecord,
  ReplayGuardRecord,
  Stores,
} from '#src/engine/ports/stores-port.ts';
import { StoreError } from '#src/engine/ports/stores-port.ts';
import type { Settings } from '#src/shared/settings/settings.ts';
import { defaultSettings } from '#src/shared/settings/settings.ts';

/** How a fake disk answers each write: it performs `commit` when it will, or rejects with `StoreError` instead. */
export type Disk = <T>(commit: () => T) => Promise<T>;

const immediately: Disk = async (commit) => commit();

/** The stores without a browser; values are copied in and out as structured clones, as IndexedDB does. */
export function createInMemoryStores(disk: Disk = immediately): Stores {
  const contacts = new Map<string, ContactRecord>();
  let identity: IdentityRecord | undefined;
  let prekeys: readonly PrekeyRecord[] = [];
  let past: ReplayGuardRecord | undefined;
  let untold: readonly UntoldCall[] = [];
  let matches: readonly MatchRecord[] = [];
  let settings: Settings = defaultSettings;
  const conversations = createConversationMemory();
  return {
    identity: {
      load: async () => identity,
      save: (value) =>
        disk(() => {
          identity = value;
        }),
    },
    prekeys: {
      load: async () => prekeys,
      save: (value) =>
        disk(() => {
          prekeys = value;
        }),
    },
    replayGuard: {
      load: async () => past,
      save: (value) =>
        disk(() => {
          past = value;
        }),
    },
    untoldCalls: {
      load: async () => untold,
      save: (value) =>
        disk(() => {
          untold = structuredClone(value);
        }),
    },
    matches: {
      load: async () => matches,
      save: (value) =>
        disk(() => {
          matches = structuredClone(value);
        }),
    },
    contacts: {
      all: async () => structuredClone([...contacts.values()]),
      save: (contact) => disk(() => void contacts.set(contact.id, structuredClone(contact))),
      remove: (id) => disk(() => void contacts.delete(id)),
    },
    settings: {
      load: async () => settings,
      save: (value) =>
        disk(() => {
          settings = structuredClone(value);
        }),
    },
    conversations: conversations.openWith(disk),
    startOver: (left = {}) =>
      disk(() => {
        ({ identity, settings = defaultSettings } = left);
        prekeys = [];
        past = undefined;
        untold = [];
        contacts.clear();
        conversations.clear();
      }),
  };
}

export interface ConversationMemory {
  /** The same stored data seen through another disk, as after a restart. */
  openWith(disk: Disk): ConversationStore;
  entries(contactId: string): readonly EntryRecord[];
  clear(): void;
  /** What is stored now, to be put back later over whatever is there then. */
  copy(): () => void;
}

interface History {
  readonly entries: EntryRecord[];
  readonly orders: Set<number>;
  readonly receivedIds: Set<string>;
}

export function createConversationMemory(): ConversationMemory {
  const conversations = new Map<string, ConversationRecord>();
  const histories = new Map<string, History>();
  const entriesOf = (contactId: string): readonly EntryRecord[] => histories.get(contactId)?.entries ?? [];

  function append(entries: readonly EntryRecord[], conversation: ConversationRecord): readonly string[] {
    const { contactId } = conversation;
    const history = histories.get(contactId) ?? { entries: [], orders: new Set(), receivedIds: new Set() };
    const isKnown = (entry: EntryRecord): boolean => isReceived(entry) && history.receivedIds.has(entry.id);
    const known = entries.filter(isKnown);
    const added = known.length === 0 ? entries : entries.filter((entry) => !isKnown(entry));
    if (added.some(({ order }) => history.orders.has(order)))
      throw new StoreError('failed', 'two entries in one place');
    for (const entry of added) {
      history.entries.push(entry);
      history.orders.add(entry.order);
      if (isReceived(entry)) history.receivedIds.add(entry.id);
      amendAll(history.entries, entry);
    }
    histories.set(contactId, history);
    conversations.set(contactId, conversation);
    return known.map(({ id }) => id);
  }

  function renumber(messages: readonly ChatMessage[], conversation: ConversationRecord): void {
    const { contactId } = conversation;
    const places = new Map(messages.map(({ order, epoch, count }) => [order, { epoch, count }]));
    const history = histories.get(contactId);
    history?.entries.forEach((entry, index) => {
      const place = places.get(entry.order);
      if (place && entry.kind === 'message' && entry.mine) history.entries[index] = { ...entry, ...place };
    });
    conversations.set(contactId, conversation);
  }

  return {
    entries: entriesOf,
    clear() {
      conversations.clear();
      histories.clear();
    },
    copy() {
      const kept = structuredClone({ conversations, histories });
      return () => {
        conversations.clear();
        histories.clear();
        const back = structuredClone(kept);
        for (const [id, conversation] of back.conversations) conversations.set(id, conversation);
        for (const [id, history] of back.histories) histories.set(id, history);
      };
    },
    openWith: (disk) => ({
      loadAll: async () => structuredClone([...conversations.values()]),
      outbox: async (contactId, epoch, after) =>
        entriesOf(contactId)
          .filter((entry) => entry.kind === 'message')
          .filter((message: MessageRecord) => message.mine && message.epoch === epoch && message.count > after)
          .sort((one, other) => one.count - other.count),
      append(entries, conversation) {
        const copy = structuredClone({ entries, conversation });
        return disk(() => append(copy.entries, copy.conversation));
      },
      saveConversation(conversation) {
        const copy = structuredClone(conversation);
        return disk(() => void conversations.set(copy.contactId, copy));
      },
      renumber(messages, conversation) {
        const copy = structuredClone({ messages, conversation });
        return disk(() => renumber(copy.messages, copy.conversation));
      },
      page: async (contactId, before, limit) =>
        structuredClone(
          entriesOf(contactId)
            .filter((entry) => entry.order < before && !isAmendment(entry))
            .slice(-limit),
        ),
      pageFrom: async (contactId, from, limit) =>
        structuredClone(
          entriesOf(contactId)
            .filter((entry) => entry.order >= from && !isAmendment(entry))
            .slice(0, limit),
        ),
      find: async (contactId, id) =>
        structuredClone(
          entriesOf(contactId)
            .filter((entry) => entry.kind === 'message')
            .filter((message: MessageRecord) => message.id === id && !isAmendment(message)),
        ),
      calls: async (limit) =>
        structuredClone(
          [...histories.values()]
            .flatMap(({ entries }) => entries)
            .filter((entry) => entry.kind === 'call')
            .sort((one, other) => other.atMs - one.atMs)
            .slice(0, limit),
        ),
      removeContact: (contactId) =>
        disk(() => {
          conversations.delete(contactId);
          histories.delete(contactId);
        }),
    }),
  };
}

function isAmendment(entry: EntryRecord): boolean {
  return entry.kind === 'message' && entry.amends !== undefined;
}

function amendAll(entries: EntryRecord[], by: EntryRecord): void {
  if (by.kind !== 'message' || by.amends === undefined) return;
  entries.forEach((entry, index) => {
    const changed = entry.kind === 'message' ? amendMessage(entry, by) : undefined;
    if (changed) entries[index] = { ...changed, contactId: by.contactId };
  });
}

function isReceived(entry: EntryRecord): boolean {
  return entry.kind === 'message' && !entry.mine;
}
