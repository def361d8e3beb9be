import { createRunner } from '../runner.ts';
import type { ChatEffectsDependencies } from './chat-effects.ts';
import { createChatEffects } from './chat-effects.ts';
import type { ChatEffect, ChatEvent, ChatPolicy } from './rules/events.ts';
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
