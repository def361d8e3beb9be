import { newCounters } from '#src/engine/chat/rules/counters.ts';
import type { ChatEffect, ChatEvent, ChatPolicy } from '#src/engine/chat/rules/events.ts';
import type { MessageFrame, TextFrame } from '#src/engine/chat/rules/frames.ts';
import type { ChatMessage, ChatState } from '#src/engine/chat/rules/state.ts';
import { initialChat } from '#src/engine/chat/rules/state.ts';
import { stepChat } from '#src/engine/chat/rules/step.ts';

export const mine = 'a'.repeat(32);
export const theirs = 'b'.repeat(32);
export const tellAll: ChatPolicy = { receipts: true, typing: true, mail: true };

function framesOf(effect: ChatEffect): readonly TextFrame[] {
  if (effect.kind === 'hand-over') return effect.frames;
  return effect.kind === 'send' ? [effect.frame] : [];
}

/** Said on every fresh link, before anything else. */
function isIntroduction(effect: ChatEffect): boolean {
  return effect.kind === 'send' && effect.frame.t === 'text.features';
}

/** A conversation and the effects of its last event. */
export function createChat(policy: ChatPolicy = tellAll, initial: ChatState = initialChat(newCounters(mine), [])) {
  let state = initial;
  let effects: readonly ChatEffect[] = [];
  const dispatch = (event: ChatEvent): void => {
    [state, effects] = stepChat(state, event, policy);
  };
  const chat = {
    dispatch,
    state: () => state,
    effects: () => effects,
    kinds: () => effects.filter((effect) => !isIntroduction(effect)).map(({ kind }) => kind),
    sent: () => effects.filter((effect) => !isIntroduction(effect)).flatMap(framesOf),
    handed: () => chat.sent().flatMap((frame) => (frame.t === 'text.message' ? [frame.n] : [])),
    timer: (name: string) => effects.find((effect) => effect.kind === 'set-timer' && effect.timer === name),
    receive: (frame: TextFrame) => dispatch({ kind: 'frame-received', frame, atMs: 5 }),
    compose: (id: string) => dispatch({ kind: 'message-composed', id, text: `text ${id}`, atMs: 1 }),
    stored: (known: readonly string[] = []) => dispatch({ kind: 'written', known }),
    open: () => dispatch({ kind: 'link-opened' }),
  };
  return chat;
}

export function arrival(n: number, changes: Partial<MessageFrame> = {}): MessageFrame {
  const id = n.toString(16).padStart(32, '0');
  return { t: 'text.message', id, epoch: theirs, n, base: 1, text: `their ${n}`, sentAtMs: 1, ...changes };
}

export function withOutbox(length: number): ChatState {
  const outbox = Array.from({ length }, (_, index): ChatMessage => {
    const count = index + 1;
    return { kind: 'message', id: `m${count}`, mine: true, text: 'x', atMs: 1, order: count, epoch: mine, count };
  });
  return initialChat({ ...newCounters(mine), nextCount: length + 1, nextOrder: length + 1 }, outbox);
}
