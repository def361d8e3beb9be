import type { ChatEffect, ChatPolicy, Next } from './events.ts';
import type { ChatState } from './state.ts';

/** At most one frame in this time. */
const restMs = 3_000;
/** A key press, or a frame that tells of one, means typing for this long. */
const typingMs = 6_000;

export function changeTyping(state: ChatState, active: boolean, policy: ChatPolicy): Next {
  const next: ChatState = { ...state, typing: { ...state.typing, active } };
  const timer: ChatEffect = active
    ? { kind: 'set-timer', timer: 'typing-end', delayMs: typingMs }
    : { kind: 'cancel-timer', timer: 'typing-end' };
  const [told, frames] = tellTyping(next, policy);
  // A contact who is being written to should be within reach by the time the message is done.
  const wanted: readonly ChatEffect[] =
    active && !state.typing.active && state.link.kind === 'closed' ? [{ kind: 'want-link' }] : [];
  return [told, [timer, ...wanted, ...frames]];
}

/** Tells a change, or that typing goes on, unless a frame went out a moment ago. */
export function tellTyping(state: ChatState, policy: ChatPolicy): Next {
  const { typing } = state;
  const on = typing.active && policy.typing;
  if (typing.resting || state.link.kind !== 'open' || (!on && !typing.told)) return [state, []];
  return [
    { ...state, typing: { ...typing, told: on, resting: true } },
    [
      { kind: 'send', frame: { t: 'text.typing', on } },
      { kind: 'set-timer', timer: 'typing-rest', delayMs: restMs },
    ],
  ];
}

export function endRest(state: ChatState, policy: ChatPolicy): Next {
  return tellTyping({ ...state, typing: { ...state.typing, resting: false } }, policy);
}

/** A message that was sent says by itself that its writer stopped typing. */
export function forgetTyping(state: ChatState): Next {
  const typing = { ...state.typing, active: false, told: false };
  return [{ ...state, typing }, [{ kind: 'cancel-timer', timer: 'typing-end' }]];
}

export function receiveTyping(state: ChatState, on: boolean): Next {
  const timer: ChatEffect = on
    ? { kind: 'set-timer', timer: 'their-typing-end', delayMs: typingMs }
    : { kind: 'cancel-timer', timer: 'their-typing-end' };
  return on === state.theyType
    ? [state, on ? [timer] : []]
    : [{ ...state, theyType: on }, [timer, { kind: 'announce' }]];
}
