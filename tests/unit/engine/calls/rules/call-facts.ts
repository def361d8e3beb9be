import type { CallFrame } from '#src/engine/calls/rules/frames.ts';
import type { CallEffect, CallFact, CallLinkFact, StartedFact } from '#src/engine/calls/rules/state.ts';

export const one = '1'.repeat(32);
export const two = '2'.repeat(32);
export const contactId = 'bob';

export function said(frame: CallFrame, by = contactId): CallFact {
  return { kind: 'frame-received', contactId: by, frame };
}

export function fact(kind: CallLinkFact['kind'], who = contactId): CallFact {
  return { kind, contactId: who };
}

export function fired(timer: 'reach' | 'ring' | 'join' | 'lost' | 'retry'): CallFact {
  return { kind: 'timer-fired', timer };
}

export function send(frame: CallFrame, to = contactId): CallEffect {
  return { kind: 'send', contactId: to, frame };
}

export const started: StartedFact = { kind: 'started', callId: one, contactId, video: true, linkOpen: true };
export const noLink: CallFact = { ...started, linkOpen: false };
export const settled: CallFact = { kind: 'devices-settled' };
export const hungUp: CallFact = { kind: 'hung-up' };
export const answered: CallFact = { kind: 'answered', video: false };
export const declined: CallFact = { kind: 'declined' };
export const dismissed: CallFact = { kind: 'dismissed' };
export const asked: CallFact = { kind: 'permission-needed' };
export const ready = fact('media-ready');
export const invited = said({ t: 'call.invite', callId: one, video: true });
export const ringing = said({ t: 'call.ringing', callId: one });
export const accepted = said({ t: 'call.accept', callId: one, video: true });
export const busy = said({ t: 'call.busy', callId: one });
export const cancelled = said({ t: 'call.cancel', callId: one, reason: 'cancelled' });
export const hungUpThere = said({ t: 'call.hangup', callId: one, reason: 'hung-up' });
export const lostThere = said({ t: 'call.hangup', callId: one, reason: 'connection-lost' });
export const state = said({ t: 'call.state', callId: one, mic: false, camera: true, screen: true });

export const preparing = [started];
export const calling = [started, settled];
export const waiting = [noLink, settled];
export const incoming = [invited];
export const joining = [started, settled, accepted];
export const active = [started, settled, accepted, ready];
export const answering = [invited, answered];
export const ended = [...active, hungUp];
