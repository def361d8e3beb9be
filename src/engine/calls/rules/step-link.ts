import type { CallEnding } from './call-note.ts';
import { endCall } from './ending.ts';
import { breakOff } from './length.ts';
import { greet, invite, settle } from './phases.ts';
import type { CallEffect, CallMachine, CallStep, CallTimer, LiveCall } from './state.ts';
import { isJoined, lostTimeoutMs, wantAgainDelayMs } from './state.ts';

export function onLinkOpened(machine: CallMachine, call: LiveCall, atMs: number): CallStep {
  const { contactId, callId } = call;
  switch (call.phase) {
    case 'preparing':
      return [{ ...machine, call: { ...call, link: 'open', mediaReady: false } }, []];
    case 'calling':
      return invite(machine, { ...call, mediaReady: false });
    case 'incoming':
      // Repeated so that a caller who has given up meanwhile can say so.
      return [
        { ...machine, call: { ...call, link: 'open', mediaReady: false } },
        [
          { kind: 'send', contactId, frame: { t: 'call.ringing', callId } },
          { kind: 'prepare-media', contactId },
        ],
      ];
    case 'joining':
    case 'active': {
      const reopened = { ...call, link: 'open', mediaReady: false } as const;
      return settle({ ...machine, call: reopened }, reopened, { effects: greet(reopened), atMs });
    }
  }
}

export function onLinkInterrupted(machine: CallMachine, call: LiveCall, atMs: number): CallStep {
  if (call.link !== 'open') return [machine, []];
  return [{ ...machine, call: { ...breakOff(call, atMs), link: 'interrupted' } }, lostTimerFor(call)];
}

export function onLinkRestored(machine: CallMachine, call: LiveCall, atMs: number): CallStep {
  if (call.link !== 'interrupted') return [machine, []];
  const restored = { ...call, link: 'open' } as const;
  if (isJoined(restored)) return settle({ ...machine, call: restored }, restored, { effects: [], atMs });
  return [{ ...machine, call: restored }, []];
}

export function onLinkDown(machine: CallMachine, call: LiveCall, atMs: number): CallStep {
  if (call.link === 'down') return [machine, []];
  const { contactId } = call;
  const next: CallMachine = { ...machine, call: { ...breakOff(call, atMs), link: 'down', mediaReady: false } };
  // The side that only rings waits for the caller to come back.
  if (call.phase === 'preparing' || call.phase === 'incoming') return [next, []];
  return [next, [...lostTimerFor(call), { kind: 'want-link', contactId }]];
}

/** Counted from the first moment without a whole connection, however often it half returns; joining has its own timer. */
function lostTimerFor(call: LiveCall): readonly CallEffect[] {
  const wasWhole = call.phase === 'active' && call.link === 'open' && call.mediaReady;
  return wasWhole ? [{ kind: 'start-timer', timer: 'lost', delayMs: lostTimeoutMs }] : [];
}

/** One attempt came to nothing. Whoever calls goes on until their own time is over: a browser that is just starting answers the next. */
export function onLinkUnreachable(machine: CallMachine, call: LiveCall): CallStep {
  if (call.link === 'open') return [machine, []];
  if (call.phase === 'calling') return [machine, [{ kind: 'want-link', contactId: call.contactId }]];
  if (!isJoined(call)) return [machine, []];
  return [machine, [{ kind: 'start-timer', timer: 'retry', delayMs: wantAgainDelayMs }]];
}

export function onMediaReady(machine: CallMachine, call: LiveCall, atMs: number): CallStep {
  // Slots are announced for the link in use, so packets pass.
  const ready = { ...call, mediaReady: true };
  if (!isJoined(ready)) return [{ ...machine, call: ready }, []];
  const effects: readonly CallEffect[] = [{ kind: 'connect-media', contactId: call.contactId }];
  return settle({ ...machine, call: ready }, ready, { effects, atMs });
}

export function onTimer(machine: CallMachine, call: LiveCall, fired: { timer: CallTimer; atMs: number }): CallStep {
  const { timer, atMs } = fired;
  if (timer === 'retry') {
    return [machine, call.link === 'down' ? [{ kind: 'want-link', contactId: call.contactId }] : []];
  }
  const ending = endingAfter(timer, call);
  return ending === undefined ? [machine, []] : endCall(machine, call, { ending, atMs });
}

const lastWords: Readonly<Record<LiveCall['phase'], Partial<Readonly<Record<CallTimer, CallEnding>>>>> = {
  preparing: {},
  calling: { reach: 'not-reachable', ring: 'no-answer' },
  incoming: { ring: 'missed' },
  joining: { join: 'connection-lost' },
  active: { lost: 'connection-lost' },
};

/** Undefined when the call is past the phase which that timer was for. */
function endingAfter(timer: CallTimer, call: LiveCall): CallEnding | undefined {
  const ending = lastWords[call.phase][timer];
  // Nobody can have left unanswered what never rang.
  const neverRang = call.phase === 'calling' && !call.ringing && call.link === 'down';
  return ending === 'no-answer' && neverRang ? 'not-reachable' : ending;
}
