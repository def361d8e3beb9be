import { messageState } from '#src/engine/chat/rules/message-state.ts';
import type { ChatMessage, ChatState } from '#src/engine/chat/rules/state.ts';
import { initialChat } from '#src/engine/chat/rules/state.ts';
import { createChat, tellAll, withOutbox } from './chat-on-its-own.ts';

/** A conversation with somebody who is away, and what is left for them. */
export function createAbsence(state: ChatState = withOutbox(3), policy = tellAll) {
  const chat = createChat(policy, state);
  return {
    ...chat,
    seek: (away: boolean, atMs = 0) => chat.dispatch({ kind: 'presence-changed', away, atMs }),
    /** The document that is written when the timer fires. */
    fire() {
      chat.dispatch({ kind: 'timer-fired', timer: 'mail' });
      const order = chat.effects().find((effect) => effect.kind === 'leave-mail');
      const counts = order?.frames.map(({ n }) => n) ?? [];
      return order && { index: order.index, counts, frames: order.frames };
    },
    left: (atMs = 0) => chat.dispatch({ kind: 'mail-left', atMs }),
    failed: (isRefused: boolean) => chat.dispatch({ kind: 'mail-failed', isRefused }),
    states: () => chat.state().outbox.map((message) => messageState(chat.state(), message)),
  };
}

export function withTexts(texts: readonly string[]): ChatState {
  const { counters, outbox } = withOutbox(texts.length);
  return initialChat(
    counters,
    outbox.map((message, index): ChatMessage => ({ ...message, text: texts[index] ?? '' })),
  );
}
