import type { ChatEffectsDependencies } from './chat-effects.ts';
import { createChatEffects } from './chat-effects.ts';
import type { ChatEvent, ChatPolicy } from './rules/events.ts';
import type { ChatState } from './rules/state.ts';
import { stepChat } from './rules/step.ts';

interface ChatRunnerDependencies extends ChatEffectsDependencies {
  readonly policy: () => ChatPolicy;
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

/** Runs one conversation: takes events in order, steps, performs the effects, and announces once what they changed. */
export function createChatRunner(initial: ChatState, deps: ChatRunnerDependencies): ChatRunner {
  let state = initial;
  let stopped = false;
  let running = false;
  let changed = false;
  const queue: ChatEvent[] = [];

  const take = (event: ChatEvent): void => {
    const [next, orders] = stepChat(state, event, deps.policy());
    state = next;
    for (const order of orders) effects.perform(order);
  };

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
    if (!changed) return;
    changed = false;
    deps.onChange();
  };

  const effects = createChatEffects(deps, {
    dispatch,
    answer: (event) => queue.unshift(event),
    announce: () => {
      changed = true;
    },
  });

  return {
    state: () => state,
    dispatch,
    stopped: () => stopped,
    stop() {
      stopped = true;
      for (const item of [...(state.writing ?? []), ...state.waiting]) {
        if (item.kind !== 'arrival') deps.onSettled(item.kind === 'draft' ? item.id : item.note.id, 'refused');
      }
      // Whatever trouble it had with storage ends with it.
      deps.onStorage('ok');
      return effects.stop();
    },
  };
}
