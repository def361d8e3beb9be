import type { ChatEffect, ChatEvent, ChatPolicy, ChatTimer } from '../../shared/chat/events.ts';
import type { TextFrame } from '../../shared/chat/frames.ts';
import type { ChatState } from '../../shared/chat/state.ts';
import { stepChat } from '../../shared/chat/step.ts';
import type { ContactId } from '../../shared/contact-id.ts';
import type { Clock, Log } from '../ports.ts';
import type { ConversationStore } from '../store/records.ts';
import { StoreError } from '../store/records.ts';

interface ChatRunnerDependencies {
  readonly contactId: ContactId;
  readonly store: ConversationStore;
  readonly clock: Clock;
  readonly policy: () => ChatPolicy;
  readonly log: Log;
  /** False when the lane is not open. */
  send(frame: TextFrame): boolean;
  wantLink(): void;
  countBadFrame(): void;
  onChange(): void;
  onStorage(state: 'ok' | 'full'): void;
  /** What became of a composed message or a note. */
  onSettled(id: string, stored: boolean): void;
}

export interface ChatRunner {
  state(): ChatState;
  dispatch(event: ChatEvent): void;
  /** Ends it for good; resolves when nothing is being written any more. */
  stop(): Promise<void>;
}

/** Runs one conversation: takes events in order, steps, performs the effects, and announces once what they changed. */
export function createChatRunner(initial: ChatState, deps: ChatRunnerDependencies): ChatRunner {
  let state = initial;
  let running = false;
  let stopped = false;
  let announced = false;
  let writing: Promise<void> = Promise.resolve();
  const queue: ChatEvent[] = [];
  const timers = new Map<ChatTimer, () => void>();

  const dispatch = (event: ChatEvent): void => {
    if (stopped) return;
    queue.push(event);
    if (running) return;
    running = true;
    try {
      for (let next = queue.shift(); next !== undefined && !stopped; next = queue.shift()) take(next);
    } finally {
      running = false;
    }
    if (!announced) return;
    announced = false;
    deps.onChange();
  };

  const take = (event: ChatEvent): void => {
    const [next, effects] = stepChat(state, event, deps.policy());
    state = next;
    for (const effect of effects) perform(effect);
  };

  const perform = (effect: ChatEffect): void => {
    switch (effect.kind) {
      case 'write':
        writing = write(effect);
        return;
      case 'hand-over':
        // Before anything else that waits, so that no step sees frames which are half on their way.
        queue.unshift({ kind: 'handed-over', through: handOver(effect) });
        return;
      case 'send':
        deps.send(effect.frame);
        return;
      case 'want-link':
        return deps.wantLink();
      case 'set-timer':
        return setTimer(effect.timer, effect.delayMs);
      case 'cancel-timer':
        return cancelTimer(effect.timer);
      case 'settle':
        return deps.onSettled(effect.id, effect.stored);
      case 'report-storage':
        return deps.onStorage(effect.storage);
      case 'count-bad-frame':
        return deps.countBadFrame();
      case 'announce':
        announced = true;
    }
  };

  const write = async ({ entries, counters }: Extract<ChatEffect, { kind: 'write' }>): Promise<void> => {
    const { contactId, store } = deps;
    const conversation = { ...counters, contactId };
    try {
      if (entries.length === 0) await store.saveConversation(conversation);
      const known =
        entries.length === 0
          ? []
          : await store.append(
              entries.map((entry) => ({ ...entry, contactId })),
              conversation,
            );
      dispatch({ kind: 'written', known });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      deps.log('warn', 'conversation not stored', { code: error.code, entries: entries.length });
      dispatch({ kind: 'write-failed' });
    }
  };

  const handOver = ({ frames, after }: Extract<ChatEffect, { kind: 'hand-over' }>): number => {
    const refused = frames.findIndex((frame) => !deps.send(frame));
    const taken = refused === -1 ? frames : frames.slice(0, refused);
    return taken.at(-1)?.n ?? after;
  };

  const cancelTimer = (timer: ChatTimer): void => {
    timers.get(timer)?.();
    timers.delete(timer);
  };

  const setTimer = (timer: ChatTimer, delayMs: number): void => {
    cancelTimer(timer);
    timers.set(
      timer,
      deps.clock.after(delayMs, () => {
        timers.delete(timer);
        dispatch({ kind: 'timer-fired', timer });
      }),
    );
  };

  return {
    state: () => state,
    dispatch,
    stop() {
      stopped = true;
      for (const timer of [...timers.keys()]) cancelTimer(timer);
      for (const item of [...(state.writing ?? []), ...state.waiting]) {
        if (item.kind === 'draft') deps.onSettled(item.id, false);
        if (item.kind === 'note') deps.onSettled(item.note.id, false);
      }
      return writing;
    },
  };
}
