import type { ContactId } from '../../shared/identity/contact-id.ts';
import { createInTurn } from '../../shared/in-turn.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ConversationStore } from '../ports/stores-port.ts';
import { StoreError } from '../ports/stores-port.ts';
import { createRunner } from '../runner.ts';
import { createTimers } from '../timers.ts';
import type { ChatEffect, ChatEvent, ChatPolicy, ChatTimer, SettledAs, StorageHealth } from './rules/events.ts';
import type { OrderedFrame, TextFrame } from './rules/frames.ts';
import type { ChatState } from './rules/state.ts';
import { stepChat } from './rules/step.ts';

interface ChatRunnerDependencies {
  readonly contactId: ContactId;
  readonly store: ConversationStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly policy: () => ChatPolicy;
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
  onChange(): void;
}

export interface ChatRunner {
  state(): ChatState;
  /** Does nothing once it is stopped. */
  dispatch(event: ChatEvent): void;
  stopped(): boolean;
  /** Ends it for good; resolves when nothing is being written any more. */
  stop(): Promise<void>;
}

/** Runs one conversation, and announces once what events that were handled together have changed. */
export function createChatRunner(initial: ChatState, deps: ChatRunnerDependencies): ChatRunner {
  const lifetime = new AbortController();
  let changed = false;
  const effects = createChatEffects(deps, () => {
    changed = true;
  });
  const runner = createRunner<ChatState, ChatEvent, ChatEffect>({
    initial,
    step: (state, event) => stepChat(state, event, deps.policy()),
    perform: effects.perform,
    onRest() {
      if (!changed) return;
      changed = false;
      deps.onChange();
    },
    signal: lifetime.signal,
  });

  return {
    state: runner.state,
    dispatch: runner.send,
    stopped: () => lifetime.signal.aborted,
    stop() {
      lifetime.abort();
      const { writing, waiting } = runner.state();
      for (const item of [...(writing ?? []), ...waiting]) {
        if (item.kind === 'draft') deps.onSettled(item.id, 'refused');
        if (item.kind === 'note') deps.onSettled(item.note.id, 'refused');
      }
      // Whatever trouble it had with storage ends with it.
      deps.onStorage('ok');
      return effects.stop();
    },
  };
}

type Tell = (event: ChatEvent) => void;

interface ChatEffects {
  /** What comes of the effect later goes to `send`, what comes of it at once to `answer`. */
  perform(effect: ChatEffect, send: Tell, answer: Tell): void;
  /** Cancels the timers; resolves when nothing is being written any more. */
  stop(): Promise<void>;
}

/** Does what the steps of one conversation order; `announce` says that a person can see a difference. */
function createChatEffects(deps: ChatRunnerDependencies, announce: () => void): ChatEffects {
  const timers = createTimers<ChatTimer>(deps.clock);
  const inTurn = createInTurn();

  const perform = (effect: ChatEffect, send: Tell, answer: Tell): void => {
    switch (effect.kind) {
      case 'write':
        void inTurn(() => write(effect, deps)).then(send);
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

async function write({ entries, counters }: Effect<'write'>, deps: ChatRunnerDependencies): Promise<ChatEvent> {
  const { contactId, store, log } = deps;
  const conversation = { ...counters, contactId };
  try {
    if (entries.length > 0) {
      const records = entries.map((entry) => ({ ...entry, contactId }));
      return { kind: 'written', known: await store.append(records, conversation) };
    }
    await store.saveConversation(conversation);
    return { kind: 'written', known: [] };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log('warn', 'conversation not stored', { code: error.code, entries: entries.length });
    return { kind: 'write-failed' };
  }
}

async function leave({ index, frames }: Effect<'leave-mail'>, deps: ChatRunnerDependencies): Promise<ChatEvent> {
  const outcome = await deps.leaveMail(index, frames);
  if (outcome === 'left') return { kind: 'mail-left', atMs: deps.clock.nowMs() };
  return { kind: 'mail-failed', isRefused: outcome === 'refused' };
}

/** The count of the last frame that the lane took. */
function handOver({ frames, after }: Effect<'hand-over'>, deps: ChatRunnerDependencies): number {
  const refused = frames.findIndex((frame) => !deps.send(frame));
  const taken = refused === -1 ? frames : frames.slice(0, refused);
  if (taken.length > 0) deps.expectAnswer();
  return taken.at(-1)?.n ?? after;
}
