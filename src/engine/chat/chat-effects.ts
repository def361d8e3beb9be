import type { ContactId } from '../../shared/identity/contact-id.ts';
import { createInTurn } from '../../shared/in-turn.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ConversationStore } from '../ports/stores-port.ts';
import { StoreError } from '../ports/stores-port.ts';
import { createTimers } from '../timers.ts';
import type { ChatEffect, ChatEvent, ChatTimer, SettledAs, StorageHealth } from './rules/events.ts';
import type { OrderedFrame, TextFrame } from './rules/frames.ts';

export interface ChatEffectsDependencies {
  readonly contactId: ContactId;
  readonly store: ConversationStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Thirty-two hex digits, random. */
  readonly newId: () => string;
  /** False when the lane is not open. */
  send(frame: TextFrame): boolean;
  /** What was sent is acknowledged at once if anybody is there. */
  expectAnswer(): void;
  wantLink(): void;
  /** Never rejects. */
  leaveMail(index: number, frames: readonly OrderedFrame[]): Promise<'left' | 'refused' | 'failed'>;
  countBadFrame(): void;
  onStorage(state: StorageHealth): void;
  /** What became of a composed message or a note. */
  onSettled(id: string, outcome: SettledAs): void;
}

type Tell = (event: ChatEvent) => void;

export interface ChatEffects {
  /** What comes of the effect later goes to `send`, what comes of it at once to `answer`. */
  perform(effect: ChatEffect, send: Tell, answer: Tell): void;
  /** Cancels the timers; resolves when nothing is being written any more. */
  stop(): Promise<void>;
}

/** Does what the steps of one conversation order; `announce` says that a person can see a difference. */
export function createChatEffects(deps: ChatEffectsDependencies, announce: () => void): ChatEffects {
  const timers = createTimers<ChatTimer>(deps.clock);
  const inTurn = createInTurn();

  const perform = (effect: ChatEffect, send: Tell, answer: Tell): void => {
    switch (effect.kind) {
      case 'write':
        void inTurn(() => write(effect, deps)).then(send);
        break;
      case 'renumber':
        void inTurn(() => renumber(effect, deps)).then(send);
        break;
      case 'make-epoch':
        void makeEpoch(effect, deps).then(send);
        break;
      case 'hand-over':
        answer({ kind: 'handed-over', through: handOver(effect, deps) });
        break;
      case 'send':
        deps.send(effect.frame);
        break;
      case 'want-link':
        deps.wantLink();
        break;
      case 'leave-mail':
        void leave(effect, deps).then(send);
        break;
      case 'set-timer': {
        const { timer, delayMs } = effect;
        timers.set(timer, delayMs, () => send({ kind: 'timer-fired', timer }));
        break;
      }
      case 'cancel-timer':
        timers.cancel(effect.timer);
        break;
      case 'settle':
        deps.onSettled(effect.id, effect.outcome);
        break;
      case 'report-storage':
        deps.onStorage(effect.storage);
        break;
      case 'count-bad-frame':
        deps.countBadFrame();
        break;
      case 'announce':
        announce();
        break;
    }
  };

  return {
    perform,
    stop() {
      timers.cancelAll();
      return inTurn(async () => undefined);
    },
  };
}

type Effect<Kind extends ChatEffect['kind']> = Extract<ChatEffect, { kind: Kind }>;

function write({ entries, counters }: Effect<'write'>, deps: ChatEffectsDependencies): Promise<ChatEvent> {
  const { contactId, store } = deps;
  const conversation = { ...counters, contactId };
  return storing(deps, entries.length, async () => {
    if (entries.length > 0) {
      return store.append(
        entries.map((entry) => ({ ...entry, contactId })),
        conversation,
      );
    }
    await store.saveConversation(conversation);
    return [];
  });
}

function renumber({ messages, counters }: Effect<'renumber'>, deps: ChatEffectsDependencies): Promise<ChatEvent> {
  const { contactId, store } = deps;
  return storing(deps, messages.length, async () => {
    await store.renumber(messages, { ...counters, contactId });
    return [];
  });
}

async function storing(
  { log }: ChatEffectsDependencies,
  entries: number,
  work: () => Promise<readonly string[]>,
): Promise<ChatEvent> {
  try {
    return { kind: 'written', known: await work() };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log('warn', 'conversation not stored', { code: error.code, entries });
    return { kind: 'write-failed' };
  }
}

/** What cannot be read is not told again, which is no worse than before. */
async function makeEpoch(
  { epoch, from }: Effect<'make-epoch'>,
  { contactId, store, newId, log }: ChatEffectsDependencies,
): Promise<ChatEvent> {
  const told = from === null ? [] : await store.outbox(contactId, epoch, from - 1).catch(() => []);
  log('info', 'epoch begun', { told: told.length });
  return { kind: 'epoch-made', epoch: newId(), told };
}

async function leave({ index, frames }: Effect<'leave-mail'>, deps: ChatEffectsDependencies): Promise<ChatEvent> {
  const outcome = await deps.leaveMail(index, frames);
  if (outcome === 'left') return { kind: 'mail-left', atMs: deps.clock.nowMs() };
  return { kind: 'mail-failed', isRefused: outcome === 'refused' };
}

/** The count of the last frame that the lane took. */
function handOver({ frames, after }: Effect<'hand-over'>, deps: ChatEffectsDependencies): number {
  const refused = frames.findIndex((frame) => !deps.send(frame));
  const taken = refused === -1 ? frames : frames.slice(0, refused);
  if (taken.length > 0) deps.expectAnswer();
  return taken.at(-1)?.n ?? after;
}
