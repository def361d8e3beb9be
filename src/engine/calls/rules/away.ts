import type { ContactId } from '../../../shared/identity/contact-id.ts';
import { findPast, remember } from './ending.ts';
import type { CallFrame } from './frames.ts';
import { maxMissedAgeMs } from './frames.ts';
import type { CallEffect, CallMachine, CallStep, UntoldCall } from './state.ts';
import { liveCall, shareMark, untoldCallsKept } from './state.ts';

/** On every new link what is untold is said again until it was noted; what is too old is let go. */
export function tellUntold(machine: CallMachine, contactId: ContactId, atMs: number): CallStep {
  const untold = machine.untold.filter((call) => atMs - call.atMs <= maxMissedAgeMs);
  const effects = untold
    .filter((call) => call.contactId === contactId)
    .map(({ callId, video, share, atMs: endedAtMs }): CallEffect => {
      // A clock that was set back must not make a frame that nobody accepts.
      const atAgeMs = Math.max(0, Math.round(atMs - endedAtMs));
      const frame: CallFrame = { t: 'call.missed', callId, video, ...shareMark({ share }), atAgeMs };
      return { kind: 'send', contactId, frame };
    });
  return untold.length === machine.untold.length ? [machine, effects] : [{ ...machine, untold }, effects];
}

/** After a restart; what has happened since comes behind it. */
export function restoreUntold(machine: CallMachine, restored: readonly UntoldCall[], atMs: number): CallStep {
  const known = new Set(machine.untold.map(({ callId }) => callId));
  const older = restored.filter((call) => !known.has(call.callId) && atMs - call.atMs <= maxMissedAgeMs);
  if (older.length === 0) return [machine, []];
  return [{ ...machine, untold: [...older, ...machine.untold].slice(-untoldCallsKept) }, []];
}

export function onNoted(machine: CallMachine, contactId: ContactId, callId: string): CallStep {
  const untold = machine.untold.filter((call) => call.callId !== callId || call.contactId !== contactId);
  return untold.length === machine.untold.length ? [machine, []] : [{ ...machine, untold }, []];
}

interface Told {
  readonly contactId: ContactId;
  readonly frame: Extract<CallFrame, { readonly t: 'call.missed' }>;
  readonly atMs: number;
}

/** A call to us while we were away. One that we know of, because its word came twice or it rang after all, is only acknowledged. */
export function onMissed(machine: CallMachine, { contactId, frame, atMs }: Told): CallStep {
  const { callId, video, atAgeMs } = frame;
  const acknowledge: CallEffect = { kind: 'send', contactId, frame: { t: 'call.noted', callId } };
  const current = liveCall(machine);
  const isKnown = current?.callId === callId || findPast(machine, callId, contactId) !== undefined;
  if (isKnown) return [machine, [acknowledge]];
  const farewell: CallFrame = { t: 'call.decline', callId, reason: 'no-answer' };
  const share = shareMark(frame);
  const note = { mine: false, video, ...share, ending: 'missed', atMs: atMs - atAgeMs, durationMs: 0 } as const;
  return [
    { ...machine, past: remember(machine.past, { callId, contactId, farewell }) },
    [acknowledge, { kind: 'write-note', contactId, note }],
  ];
}
