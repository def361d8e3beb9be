import type { ContactId } from '../../../shared/identity/contact-id.ts';
import { restoreUntold, tellUntold } from './away.ts';
import { blame } from './blame.ts';
import { endCall } from './ending.ts';
import { wakeUp } from './length.ts';
import { beginCalling, beginJoining } from './phases.ts';
import type {
  CallEvent,
  CallLinkFact,
  CallMachine,
  CallStep,
  LiveCall,
  PersonFact,
  PreparingCall,
  StartedFact,
} from './state.ts';
import { goOnMs, idleCalls, isPicking, liveCall, reachTimeoutMs, shareMark } from './state.ts';
import { stepFrame } from './step-frame.ts';
import {
  onLinkDown,
  onLinkInterrupted,
  onLinkOpened,
  onLinkRestored,
  onLinkUnreachable,
  onMediaReady,
  onTimer,
} from './step-link.ts';
import { dropPicking, onShareEnded, stepPicking } from './step-share.ts';

/** The one call of a browser: what happened in, what to do out. */
export function stepCall(machine: CallMachine, event: CallEvent): CallStep {
  return blame(machine, stepEvent(machine, event), event);
}

function stepEvent(machine: CallMachine, event: CallEvent): CallStep {
  const { atMs } = event;
  const call = liveCall(machine);
  switch (event.kind) {
    case 'started':
      return call === undefined ? start(machine, event) : startBeside(machine, call, event);
    case 'dismissed':
      return call === undefined ? [{ ...machine, call: idleCalls.call }, []] : [machine, []];
    case 'untold-restored':
      return restoreUntold(machine, event.untold, atMs);
    case 'frame-received':
      return stepFrame(machine, event);
    case 'timer-fired':
      return call === undefined ? [machine, []] : onTimer(machine, call, { timer: event.timer, atMs });
    case 'slept':
      return [{ ...machine, call: wakeUp(machine.call, event) }, []];
    case 'contact-removed':
      return forget(machine, event.contactId, atMs);
    case 'link-opened':
      return openLink(machine, call, event);
    case 'link-interrupted':
    case 'link-restored':
    case 'link-down':
    case 'link-unreachable':
    case 'media-ready':
      return call?.contactId === event.contactId ? stepLink(machine, call, { kind: event.kind, atMs }) : [machine, []];
    default:
      return call === undefined ? [machine, []] : stepPerson(machine, call, event);
  }
}

function start(machine: CallMachine, event: StartedFact): CallStep {
  const { callId, contactId, video, linkOpen } = event;
  const share = shareMark(event);
  return [
    {
      ...machine,
      call: {
        phase: 'preparing',
        callId,
        contactId,
        video,
        ...share,
        direction: 'outgoing',
        link: linkOpen ? 'open' : 'down',
        mediaReady: false,
        asked: false,
        ...goingOn(machine.call, contactId),
      },
    },
    share.share === true
      ? [{ kind: 'pick-screen' }]
      : [
          { kind: 'want-link', contactId },
          { kind: 'acquire-devices', video },
        ],
  ];
}

function goingOn(before: CallMachine['call'], contactId: ContactId): Pick<PreparingCall, 'seekUntilMs'> {
  if (before.phase !== 'ended' || before.contactId !== contactId || before.lostAtMs === undefined) return {};
  return { seekUntilMs: before.lostAtMs + goOnMs };
}

/** Whoever dials the person who is ringing wants to talk, so it counts as the answer; otherwise one call is enough. */
function startBeside(machine: CallMachine, call: LiveCall, event: StartedFact & { readonly atMs: number }): CallStep {
  // There is one picker, and it cannot be opened under a ringing call: that has its own answer.
  if (event.share === true) return [machine, []];
  if (isPicking(call)) return startInstead(dropPicking(machine), event);
  const isRinging = call.phase === 'incoming' && call.contactId === event.contactId;
  return isRinging ? answer(machine, call, { ...event, share: false }) : [machine, []];
}

function startInstead([machine, effects]: CallStep, event: StartedFact): CallStep {
  const [next, more] = start(machine, event);
  return [next, [...effects, ...more]];
}

/** What they missed is told before the call there is now, in the order in which it happened. */
function openLink(
  machine: CallMachine,
  call: LiveCall | undefined,
  event: { contactId: ContactId; atMs: number },
): CallStep {
  const { contactId, atMs } = event;
  const [told, news] = tellUntold(machine, contactId, atMs);
  if (call?.contactId !== contactId) return [told, news];
  const [next, effects] = onLinkOpened(told, call, atMs);
  return [next, [...news, ...effects]];
}

interface LinkChange {
  readonly kind: Exclude<CallLinkFact['kind'], 'contact-removed' | 'link-opened'>;
  readonly atMs: number;
}

function stepLink(machine: CallMachine, call: LiveCall, { kind, atMs }: LinkChange): CallStep {
  switch (kind) {
    case 'link-interrupted':
      return onLinkInterrupted(machine, call, atMs);
    case 'link-restored':
      return onLinkRestored(machine, call, atMs);
    case 'link-down':
      return onLinkDown(machine, call, atMs);
    case 'link-unreachable':
      return onLinkUnreachable(machine, call);
    case 'media-ready':
      return onMediaReady(machine, call, atMs);
  }
}

function stepPerson(machine: CallMachine, call: LiveCall, event: PersonFact & { readonly atMs: number }): CallStep {
  if (isPicking(call)) return stepPicking(machine, call, event.kind);
  if (event.kind === 'hung-up') return hangUp(machine, call, event.atMs);
  if (event.kind === 'share-ended') return onShareEnded(machine, call, event);
  if (call.phase === 'preparing') return stepPreparing(machine, call, event);
  if (call.phase !== 'incoming') return [machine, []];
  if (event.kind === 'answered') return answer(machine, call, { ...event, share: true });
  return event.kind === 'declined' ? hangUp(machine, call, event.atMs) : [machine, []];
}

function stepPreparing(
  machine: CallMachine,
  call: PreparingCall,
  event: { readonly kind: PersonFact['kind']; readonly atMs: number },
): CallStep {
  switch (event.kind) {
    case 'permission-needed':
      return [{ ...machine, call: { ...call, asked: true } }, []];
    case 'permission-refused':
      return endCall(machine, call, { ending: 'permission-refused', atMs: event.atMs });
    case 'devices-settled':
      return beginCalling(machine, call, Math.max(reachTimeoutMs, (call.seekUntilMs ?? 0) - event.atMs));
    default:
      return [machine, []];
  }
}

/** `share`: a share is answered by watching, which opens no device. */
function answer(
  machine: CallMachine,
  call: LiveCall,
  event: { readonly video: boolean; readonly share: boolean; readonly atMs: number },
): CallStep {
  const { video, share, atMs } = event;
  const watches = share && call.share === true;
  const answerVideo = video && !watches;
  const [next, effects] = beginJoining(machine, call, { acceptedHere: true, answerVideo, share, atMs });
  return watches ? [next, effects] : [next, [...effects, { kind: 'acquire-devices', video }]];
}

function hangUp(machine: CallMachine, call: LiveCall, atMs: number): CallStep {
  switch (call.phase) {
    case 'preparing':
    case 'calling':
      return endCall(machine, call, { ending: 'cancelled-here', atMs });
    case 'incoming':
      return endCall(machine, call, { ending: 'declined-here', atMs });
    case 'joining':
    case 'active':
      return endCall(machine, call, { ending: 'hung-up-here', atMs });
  }
}

/** Nothing of a removed contact stays, neither the ended call nor a note about it. */
function forget(before: CallMachine, contactId: ContactId, atMs: number): CallStep {
  const machine = { ...before, untold: before.untold.filter((call) => call.contactId !== contactId) };
  const call = liveCall(machine);
  if (machine.call.phase === 'idle' || machine.call.contactId !== contactId) return [machine, []];
  if (call === undefined) return [{ ...machine, call: idleCalls.call }, []];
  const [ended, effects] = isPicking(call) ? dropPicking(machine) : hangUp(machine, call, atMs);
  return [
    { ...ended, call: idleCalls.call, untold: machine.untold },
    effects.filter((effect) => effect.kind !== 'write-note'),
  ];
}
