import type { Conversations } from '#src/engine/chat/conversations.ts';
import { createConversations } from '#src/engine/chat/conversations.ts';
import type { TextFrame } from '#src/engine/chat/rules/frames.ts';
import { parseTextFrame } from '#src/engine/chat/rules/frames.ts';
import type { ConversationStore } from '#src/engine/ports/stores-port.ts';
import { StoreError } from '#src/engine/ports/stores-port.ts';
import { defaultSettings } from '#src/shared/settings/settings.ts';
import type { ConversationMemory } from './in-memory-stores.ts';
import { createConversationMemory } from './in-memory-stores.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { createVirtualClock } from './virtual-clock.ts';

/** Everything around the conversations of one person; it outlives their restarts. */
export interface ConversationStage {
  readonly clock: VirtualClock;
  readonly memory: ConversationMemory;
  readonly store: ConversationStore;
  /** Contacts whose writes the disk refuses. */
  readonly full: Set<string>;
  readonly sent: { readonly to: string; readonly frame: TextFrame }[];
  readonly wanted: string[];
  /** Contacts whose answer was awaited. */
  readonly awaited: string[];
  readonly mail: { readonly to: string; readonly index: number; readonly frames: readonly TextFrame[] }[];
  mailOutcome: 'left' | 'refused' | 'failed';
  readonly badFrames: string[];
  readonly changes: string[];
  readonly storage: string[];
  /** How many writes the disk was asked for. */
  attempts(): number;
  start(store?: ConversationStore): Conversations;
  openLink(conversations: Conversations, id: string): void;
  /** A line per entry: text and state, or how the call ended. */
  lines(conversations: Conversations, id: string): Promise<readonly string[]>;
}

export function createConversationStage(): ConversationStage {
  const clock = createVirtualClock();
  const memory = createConversationMemory();
  const full = new Set<string>();
  let attempts = 0;
  const open = new Set<string>();
  const store = refusing(
    memory.openWith(async (commit) => commit()),
    full,
    () => {
      attempts += 1;
    },
  );
  const stage: ConversationStage = {
    clock,
    memory,
    store,
    full,
    sent: [],
    wanted: [],
    awaited: [],
    mail: [],
    mailOutcome: 'left',
    badFrames: [],
    changes: [],
    storage: [],
    attempts: () => attempts,
    start(changedStore = store) {
      let ids = 0;
      return createConversations({
        store: changedStore,
        links: {
          want: (id) => void stage.wanted.push(id),
          isOpen: (id) => open.has(id),
          send(to, lane, value) {
            const frame = parseTextFrame(value);
            if (lane !== 'text' || !frame) throw new Error('not a frame for this lane');
            if (open.has(to) && frame.t !== 'text.features') stage.sent.push({ to, frame });
            return open.has(to);
          },
          expectAnswer: (id) => void stage.awaited.push(id),
          countBadFrame: (id) => void stage.badFrames.push(id),
        },
        leaveMail: async (to, mail) => {
          stage.mail.push({ to, ...mail });
          return stage.mailOutcome;
        },
        clock,
        newId: () => (++ids).toString(16).padStart(32, '0'),
        settings: () => defaultSettings,
        onChange: (id) => void stage.changes.push(id),
        onStorage: (state) => void stage.storage.push(state),
        log: () => undefined,
      });
    },
    openLink(conversations, id) {
      open.add(id);
      conversations.handleOpened(id);
    },
    async lines(conversations, id) {
      const { entries } = (await conversations.view(id, { kind: 'newest', entries: 1_000 })).view;
      return entries.map((entry) => (entry.kind === 'message' ? `${entry.text} ${entry.state}` : entry.ending));
    },
  };
  return stage;
}

function refusing(store: ConversationStore, full: ReadonlySet<string>, onWrite: () => void): ConversationStore {
  const check = (contactId: string): void => {
    onWrite();
    if (full.has(contactId)) throw new StoreError('full');
  };
  return {
    ...store,
    async append(entries, conversation) {
      check(conversation.contactId);
      return store.append(entries, conversation);
    },
    async saveConversation(conversation) {
      check(conversation.contactId);
      return store.saveConversation(conversation);
    },
  };
}
