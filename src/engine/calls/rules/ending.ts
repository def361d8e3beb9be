import type { ContactId } from '../../../shared/identity/contact-id.ts';
import type { CallEnding } from './call-note.ts';
import type { CallFrame } from './frames.ts';
import { lengthOf } from './length.ts';
import type { CallEffect, CallMachine, CallStep, LiveCall, PastCall, UntoldCall } from './state.ts';
import { isJoined, pastCallsKept, shareMark, untoldCallsKept } from './state.ts';

/** The word for the other side, and whether it has to be said or is only kept for a peer that missed it. */
const farewells: Readonly<
  Record<CallEnding, { readonly frame: (callId: string, lengthMs: number | null) => CallFrame; readonly say: boolean }>
> = {
  'hung-up-here': { frame: hangUp, say: true },
  'hung-up-there': { frame: hangUp, say: false },
  'declined-here': { frame: (callId) => ({ t: 'call.decline', callId, reason: 'declined' }), say: true },
  'declined-there': { frame: cancel, say: false },
  busy: { frame: cancel, say: false },
  'no-answer': { frame: (callId) => ({ t: 'call.cancel', callId, reason: 'no-answer' }), say: true },
  missed: { frame: (callId) => ({ t: 'call.decline', callId, reason: 'no-answer' }), say: true },
  'cancelled-here': { frame: cancel, say: true },
  'cancelled-there': { frame: hangUp, say: false },
  'not-reachable': { frame: (callId) => ({ t: 'call.cancel', callId, reason: 'no-answer' }), say: true },
  'connection-lost': { frame: lost, say: true },
  'permission-refused': { frame: cancel, say: false },
};

/** Endings of a call that may have been connected and was a conversation. */
const conversationEndings: readonly CallEnding[] = ['hung-up-here', 'hung-up-there', 'connection-lost'];

function hangUp(callId: string, lengthMs: number | null): CallFrame {
  return { t: 'call.hangup', callId, reason: 'hung-up', ...(lengthMs !== null && { lengthMs }) };
}

function cancel(callId: string): CallFrame {
  return { t: 'call.cancel', callId, reason: 'cancelled' };
}

/** What a peer hears who believes in a call that we know nothing of, for instance after a crash here. */
export function lost(callId: string, lengthMs: number | null = null): CallFrame {
  return { t: 'call.hangup', callId, reason: 'connection-lost', ...(lengthMs !== null && { lengthMs }) };
}

interface Ended {
  readonly ending: CallEnding;
  readonly atMs: number;
  /** How long it was by the other side's count, when that ended it. */
  readonly toldMs?: number | null;
}

/** The one way out of a live call: tells the other side, lets go of everything, leaves a note. */
export function endCall(machine: CallMachine, call: LiveCall, ended: Ended): CallStep {
  const { callId, contactId, video, direction } = call;
  const { ending, atMs, toldMs = null } = ended;
  const share = shareMark(call);
  const talk = isJoined(call) && conversationEndings.includes(ending) ? call : null;
  const connectedAtMs = talk?.connectedAtMs ?? null;
  const lengthMs = talk && lengthOf(talk, atMs, toldMs);
  const durationMs = lengthMs ?? 0;
  const farewell = farewells[ending].frame(callId, lengthMs);
  const effects: CallEffect[] = [
    { kind: 'stop-timers' },
    { kind: 'release-media' },
    {
      kind: 'write-note',
      contactId,
      note: { mine: direction === 'outgoing', video, ...share, ending, atMs, durationMs },
    },
  ];
  const wasHeardOf = call.phase !== 'preparing';
  if (farewells[ending].say && wasHeardOf) effects.unshift({ kind: 'send', contactId, frame: farewell });
  return [
    {
      call: { phase: 'ended', callId, contactId, video, ...share, direction, ending, connectedAtMs, ...lossOf(ended) },
      past: remember(machine.past, { callId, contactId, farewell }),
      untold: keepUntold(machine.untold, call, ended),
    },
    effects,
  ];
}

function lossOf({ ending, atMs }: Ended): { readonly lostAtMs?: number } {
  return ending === 'connection-lost' ? { lostAtMs: atMs } : {};
}

/** Our own attempt gives way to theirs; if they ever see it, they hear that it is cancelled. */
export function supersede(past: readonly PastCall[], callId: string, contactId: ContactId): readonly PastCall[] {
  return remember(past, { callId, contactId, farewell: cancel(callId) });
}

export function remember(past: readonly PastCall[], call: PastCall): readonly PastCall[] {
  return [...past, call].slice(-pastCallsKept);
}

export function findPast(machine: CallMachine, callId: string, contactId: ContactId): PastCall | undefined {
  return machine.past.find((call) => call.callId === callId && call.contactId === contactId);
}

/** A call of ours that ended before it rang there will be told later; one that rang was seen to end. */
function keepUntold(
  untold: readonly UntoldCall[],
  call: LiveCall,
  { ending, atMs }: { readonly ending: CallEnding; readonly atMs: number },
): readonly UntoldCall[] {
  if (call.phase !== 'calling' || call.ringing) return untold;
  if (ending !== 'not-reachable' && !(ending === 'cancelled-here' && call.link === 'down')) return untold;
  const { callId, contactId, video } = call;
  return [...untold, { callId, contactId, video, ...shareMark(call), atMs }].slice(-untoldCallsKept);
}
