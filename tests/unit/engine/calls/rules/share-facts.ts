import type { CallFrame } from '#src/engine/calls/rules/frames.ts';
import type { CallFact, StartedFact } from '#src/engine/calls/rules/state.ts';
import { answered, contactId, one, ready, said } from './call-facts.ts';

type FrameOf<T extends CallFrame['t']> = Extract<CallFrame, { readonly t: T }>;

/** A screen that is shown without a call, from both sides. */
export const picks: StartedFact = {
  kind: 'started',
  callId: one,
  contactId,
  video: false,
  share: true,
  linkOpen: true,
};
export const picked: CallFact = { kind: 'screen-picked' };
export const ended = { kind: 'share-ended', devicesOn: false } as const;

export function offeredBy(change: Partial<FrameOf<'call.invite'>> = {}, who = contactId): CallFact {
  return said({ t: 'call.invite', callId: one, video: false, share: true, ...change }, who);
}

export function watchedBy(change: Partial<FrameOf<'call.accept'>> = {}): CallFact {
  return said({ t: 'call.accept', callId: one, video: false, share: true, ...change });
}

export function stateOf(change: Partial<FrameOf<'call.state'>>): CallFact {
  return said({ t: 'call.state', callId: one, mic: false, camera: false, screen: false, ...change });
}

export const watched = watchedBy();
export const picking = [picks];
export const offering = [picks, picked];
export const showing = [...offering, watched, ready];
export const offered = [offeredBy()];
export const watching = [...offered, answered];
