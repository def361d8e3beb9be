import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { SendOutcome } from '../../shared/messaging/contract.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { PastCallView } from '../../shared/snapshot.ts';
import { fitsInMessage } from '../../shared/text/text-size.ts';
import { hasVisibleText } from '../../shared/text/visible-text.ts';
import type { LinkClient } from '../links/link-client.ts';
import type { Links } from '../links/links.ts';
import type { LeaveMail } from '../mailbox/leave-mail.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ConversationStore } from '../ports/stores-port.ts';
import { StoreError } from '../ports/stores-port.ts';
import type { ChatRegistry } from './chat-registry.ts';
import { createChatRegistry } from './chat-registry.ts';
import type { ChatRunner } from './chat-runner.ts';
import { createChatRunner } from './chat-runner.ts';
import type { ConversationMail } from './conversation-mail.ts';
import { createConversationMail } from './conversation-mail.ts';
import type { ConversationSummary, HistoryView } from './conversation-view.ts';
import { openingMove, readCalls, readView, summarise } from './conversation-view.ts';
import type { HistoryMove, HistoryWindow } from './history-window.ts';
import type { MessageChange } from './rules/amendments.ts';
import { isReaction } from './rules/amendments.ts';
import type { ChatPolicy, SettledAs, StorageHealth } from './rules/events.ts';
import { parseTextFrame } from './rules/frames.ts';
import type { ChatState, Note, Reference } from './rules/state.ts';

export interface ConversationsDependencies {
  readonly store: ConversationStore;
  readonly links: Pick<Links, 'want' | 'isOpen' | 'send' | 'expectAnswer' | 'countBadFrame'>;
  readonly leaveMail: LeaveMail;
  readonly clock: Clock;
  /** Thirty-two hex digits, random. */
  readonly newId: () => string;
  readonly settings: () => Settings;
  readonly log: Log;
  /** Summary or entries of this conversation are different now. */
  onChange(contactId: ContactId): void;
  onStorage(state: StorageHealth): void;
}

type TextClient = Pick<
  Required<LinkClient>,
  'lane' | 'prefix' | 'handleFrame' | 'handleOpened' | 'handleRestored' | 'handleClosed'
>;

export interface Conversations extends ConversationMail, TextClient {
  /** Reads these conversations; others are read when they are needed. Rejects with `StoreError`. */
  load(contactIds: readonly ContactId[]): Promise<void>;
  /** Resolves once the message is stored, kept in memory, or refused. `replyTo` names the message it answers. */
  send(contactId: ContactId, text: string, replyTo?: string): Promise<SendOutcome>;
  /** Changes a message for both; resolves once that is stored, or refused. Rejects with `StoreError`. */
  amend(contactId: ContactId, messageId: string, change: MessageChange): Promise<SendOutcome>;
  /** To be repeated while the person types: it is good for six seconds. */
  setTyping(contactId: ContactId, typing: boolean): void;
  /** Whether some surface shows this conversation to a person. */
  setVisible(contactId: ContactId, visible: boolean): void;
  /** A part of the history: where `move` leads from `window`, which is null at first. Rejects with `StoreError`. */
  view(contactId: ContactId, move: HistoryMove, window?: HistoryWindow | null): Promise<HistoryView>;
  /** Where a person begins to read it. */
  opening(contactId: ContactId): HistoryMove;
  summary(contactId: ContactId): ConversationSummary;
  /** Puts a call or a round of a game into the history; resolves once it is stored or has to wait for room. */
  note(contactId: ContactId, note: Unnamed<Note>): Promise<void>;
  /** The newest calls with anybody, newest first. Rejects with `StoreError`. */
  calls(): Promise<readonly PastCallView[]>;
  /** Deletes the history. Rejects with `StoreError`. */
  remove(contactId: ContactId): Promise<void>;
}

type Unnamed<T> = T extends unknown ? Omit<T, 'id'> : never;

/** The text conversations with all contacts; each runs for itself. */
export function createConversations(deps: ConversationsDependencies): Conversations {
  const { clock } = deps;
  const visible = new Set<ContactId>();
  const settlements = new Map<string, (outcome: SettledAs) => void>();
  const registry = createRegistry(deps, { visible, settlements });

  const settle = createSettling(deps, registry, settlements);
  const compose = async (contactId: ContactId, text: string, reference: Reference): Promise<SendOutcome> => {
    const atMs = clock.nowMs();
    const { id, outcome } = await settle(contactId, (runner, messageId) =>
      runner.dispatch({ kind: 'message-composed', id: messageId, text, atMs, ...reference }),
    );
    if (outcome === 'refused') return { kind: 'refused', reason: 'storage-full' };
    return { kind: outcome === 'stored' ? 'queued' : 'unsaved', messageId: id };
  };

  const unchangeable = async (contactId: ContactId, target: string, { kind }: MessageChange) => {
    const runner = await registry.reach(contactId);
    const found = await deps.store.find(contactId, target);
    const fits = found.some(({ mine, deleted }) => !deleted && (mine || kind === 'reaction'));
    return fits && runner.state().counters.theyAmend ? undefined : ('unchangeable' as const);
  };

  return {
    ...createTextClient(deps, registry),
    ...createConversationMail(deps, registry),
    load: async (contactIds) => void (await Promise.all(contactIds.map((id) => registry.reach(id)))),
    async send(contactId, text, replyTo) {
      if (!hasVisibleText(text)) return { kind: 'refused', reason: 'empty' };
      if (!fitsInMessage(text)) return { kind: 'refused', reason: 'too-long' };
      return compose(contactId, text, replyTo === undefined ? {} : { replyTo });
    },
    async amend(contactId, target, change) {
      const refusal = refusalOf(change) ?? (await unchangeable(contactId, target, change));
      if (refusal) return { kind: 'refused', reason: refusal };
      return compose(contactId, change.text, { amends: { kind: change.kind, target } });
    },
    setTyping: (contactId, active) =>
      registry.use(contactId, (runner) => runner.dispatch({ kind: 'typing-changed', active })),
    setVisible(contactId, isVisible) {
      visible[isVisible ? 'add' : 'delete'](contactId);
      registry.running(contactId)?.dispatch({ kind: 'shown', visible: isVisible });
    },
    view: (contactId, move, window = null) => readView(contactId, { move, window }, { registry, store: deps.store }),
    opening: (contactId) => openingMove(registry.running(contactId)?.state()),
    summary: (contactId) => summarise(registry.running(contactId)?.state()),
    note: async (contactId, note) =>
      void (await settle(contactId, (runner, id) => runner.dispatch({ kind: 'note-made', note: { ...note, id } }))),
    calls: () => readCalls(deps.store),
    remove(contactId) {
      // Surfaces leave it only when its contact is gone, of whom they say nothing any more.
      visible.delete(contactId);
      return registry.forget(contactId);
    },
  };
}

/** What conversations hear of links: frames of the text lane, and when it can be used. */
function createTextClient({ clock }: ConversationsDependencies, registry: ChatRegistry): TextClient {
  const handleOpened: TextClient['handleOpened'] = (contactId) =>
    registry.running(contactId)?.dispatch({ kind: 'link-opened' });
  return {
    lane: 'text',
    prefix: 'text',
    handleFrame(contactId, value) {
      const frame = parseTextFrame(value);
      const atMs = clock.nowMs();
      if (frame) registry.use(contactId, (runner) => runner.dispatch({ kind: 'frame-received', frame, atMs }));
      return frame !== undefined;
    },
    handleOpened,
    handleRestored: handleOpened,
    handleClosed: (contactId) => registry.running(contactId)?.dispatch({ kind: 'link-closed' }),
  };
}

/** Composes something and waits for what becomes of it. */
function createSettling(
  { newId }: ConversationsDependencies,
  registry: ChatRegistry,
  settlements: Shared['settlements'],
) {
  return (contactId: ContactId, compose: (runner: ChatRunner, id: string) => void): Promise<Settlement> => {
    const id = newId();
    return new Promise((resolve) => {
      settlements.set(id, (outcome) => resolve({ id, outcome }));
      const refuse = (): void => settleOne(settlements, id, 'refused');
      registry.use(contactId, (runner) => (runner.stopped() ? refuse() : compose(runner, id)), refuse);
    });
  };
}

function refusalOf({ kind, text }: MessageChange): 'empty' | 'too-long' | undefined {
  if (kind === 'edit' && !hasVisibleText(text)) return 'empty';
  if (kind === 'reaction' && !isReaction(text)) return 'too-long';
  return fitsInMessage(text) ? undefined : 'too-long';
}

interface Settlement {
  readonly id: string;
  readonly outcome: SettledAs;
}

interface Shared {
  readonly visible: ReadonlySet<ContactId>;
  readonly settlements: Map<string, (outcome: SettledAs) => void>;
}

function createRegistry(deps: ConversationsDependencies, { visible, settlements }: Shared): ChatRegistry {
  const { store, links, clock, log, newId } = deps;
  const report = createStorageReport(deps.onStorage);
  const start = (contactId: ContactId, initial: ChatState): ChatRunner => {
    const runner = createChatRunner(initial, {
      contactId,
      store,
      clock,
      log,
      newId,
      policy: () => policyOf(deps.settings()),
      send: (frame) => links.send(contactId, 'text', frame),
      expectAnswer: () => links.expectAnswer(contactId),
      wantLink: () => links.want(contactId),
      leaveMail: (index, frames) => deps.leaveMail(contactId, { index, frames }),
      countBadFrame: () => links.countBadFrame(contactId),
      onChange: () => deps.onChange(contactId),
      onStorage: (state) => report(contactId, state),
      onSettled: (id, outcome) => settleOne(settlements, id, outcome),
    });
    report(contactId, 'ok');
    // Facts that came while it was being read.
    if (visible.has(contactId)) runner.dispatch({ kind: 'shown', visible: true });
    if (links.isOpen(contactId)) runner.dispatch({ kind: 'link-opened' });
    return runner;
  };
  return createChatRegistry({
    store,
    newId,
    start,
    onUnreadable: (contactId, error) => {
      log('warn', 'conversation not read', { code: error instanceof StoreError ? error.code : 'unknown' });
      report(contactId, 'full');
    },
  });
}

function policyOf({ sendReadReceipts, showTyping, leaveMail }: Settings): ChatPolicy {
  return { receipts: sendReadReceipts, typing: showTyping, mail: leaveMail };
}

function settleOne(settlements: Shared['settlements'], id: string, outcome: SettledAs): void {
  settlements.get(id)?.(outcome);
  settlements.delete(id);
}

/** Storage is as well as in the conversation where it is worst; says so only when that changes. */
function createStorageReport(onStorage: (state: StorageHealth) => void) {
  const trouble = new Map<ContactId, StorageHealth>();
  let told: StorageHealth = 'ok';
  return (contactId: ContactId, state: StorageHealth): void => {
    if (state === 'ok') trouble.delete(contactId);
    else trouble.set(contactId, state);
    const states = [...trouble.values()];
    const worst = states.includes('unsaved') ? 'unsaved' : (states[0] ?? 'ok');
    if (worst === told) return;
    told = worst;
    onStorage(worst);
  };
}
