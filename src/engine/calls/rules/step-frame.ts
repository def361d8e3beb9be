import type { ContactId } from '../../../shared/identity/contact-id.ts';
import { onMissed, onNoted } from './away.ts';
import { endCall, findPast, lost, remember, supersede } from './ending.ts';
import type { CallFrame } from './frames.ts';
import { accept, beginJoining, beginRinging } from './phases.ts';
import type { CallingCall, CallMachine, CallStep, JoinedCall, LiveCall } from './state.ts';
import { isJoined, isPicking, liveCall, shareMark } from './state.ts';
import { dropPicking, withoutShare } from './step-share.ts';

interface Received<F extends CallFrame = CallFrame> {
  readonly contactId: ContactId;
  readonly frame: F;
  readonly atMs: number;
}

type FrameOf<T extends CallFrame['t']> = Extract<CallFrame, { readonly t: T }>;

/** A well-formed frame from an accepted contact, about the present call or any other. */
export function stepFrame(machine: CallMachine, received: Received): CallStep {
  const { contactId, frame, atMs } = received;
  if (frame.t === 'call.invite') return onInvite(machine, { contactId, frame, atMs });
  if (frame.t === 'call.missed') return onMissed(machine, { contactId, frame, atMs });
  if (frame.t === 'call.noted') return onNoted(machine, contactId, frame.callId);
  const call = liveCall(machine);
  const isKnown = call?.contactId === contactId && call.callId === frame.callId && !isPicking(call);
  if (!isKnown) return onOtherCall(machine, received);
  if (frame.t === 'call.cancel') return onCancel(machine, call, { frame, atMs });
  if (frame.t === 'call.hangup') return onHangUp(machine, call, { frame, atMs });
  if (call.phase === 'calling') return onReply(machine, call, { frame, atMs });
  return isJoined(call) && frame.t === 'call.state' ? onState(machine, call, frame) : [machine, []];
}

/** What the other side says to our invite. */
function onReply(
  machine: CallMachine,
  call: CallingCall,
  { frame, atMs }: { readonly frame: CallFrame; readonly atMs: number },
): CallStep {
  switch (frame.t) {
    case 'call.ringing':
      return [{ ...machine, call: { ...call, ringing: true } }, []];
    case 'call.accept':
      return beginJoining(
        machine,
        { ...call, link: 'open' },
        { acceptedHere: false, answerVideo: frame.video, share: frame.share === true, atMs },
      );
    case 'call.decline':
      return endCall(machine, call, { ending: frame.reason === 'no-answer' ? 'no-answer' : 'declined-there', atMs });
    case 'call.busy':
      return endCall(machine, call, { ending: 'busy', atMs });
    default:
      return [machine, []];
  }
}

/** Frames that expect us in a call we are not in are answered with how it ended, so that nobody stays in it alone. */
function onOtherCall(machine: CallMachine, { contactId, frame }: Received): CallStep {
  if (frame.t !== 'call.ringing' && frame.t !== 'call.accept' && frame.t !== 'call.state') return [machine, []];
  const farewell = findPast(machine, frame.callId, contactId)?.farewell ?? lost(frame.callId);
  return [machine, [{ kind: 'send', contactId, frame: farewell }]];
}

function onInvite(machine: CallMachine, received: Received<FrameOf<'call.invite'>>): CallStep {
  const { contactId, frame } = received;
  const past = findPast(machine, frame.callId, contactId);
  if (past !== undefined) return [machine, [{ kind: 'send', contactId, frame: past.farewell }]];
  const call = liveCall(machine);
  if (call === undefined) return beginRinging(machine, ringOf(received));
  if (isPicking(call)) return ringInstead(dropPicking(machine), received);
  if (call.contactId !== contactId) return refuseAsBusy(machine, received);
  if (call.callId === frame.callId) return onRepeatedInvite(machine, call);
  return onSecondInvite(machine, call, received);
}

function ringOf({ contactId, frame }: Received<FrameOf<'call.invite'>>): Parameters<typeof beginRinging>[1] {
  return { contactId, callId: frame.callId, video: frame.video, share: frame.share };
}

function ringInstead([machine, effects]: CallStep, received: Received<FrameOf<'call.invite'>>): CallStep {
  const [next, more] = beginRinging(machine, ringOf(received));
  return [next, [...effects, ...more]];
}

function refuseAsBusy(machine: CallMachine, { contactId, frame, atMs }: Received<FrameOf<'call.invite'>>): CallStep {
  const farewell: CallFrame = { t: 'call.busy', callId: frame.callId };
  const share = shareMark(frame);
  const note = { mine: false, video: frame.video, ...share, ending: 'missed', atMs, durationMs: 0 } as const;
  return [
    { ...machine, past: remember(machine.past, { callId: frame.callId, contactId, farewell }) },
    [
      { kind: 'send', contactId, frame: farewell },
      { kind: 'write-note', contactId, note },
    ],
  ];
}

/** The caller has a new link and did not hear our reply on the old one. */
function onRepeatedInvite(machine: CallMachine, call: LiveCall): CallStep {
  const { callId, contactId } = call;
  if (call.phase === 'incoming') return [machine, [{ kind: 'send', contactId, frame: { t: 'call.ringing', callId } }]];
  if (!isJoined(call) || !call.acceptedHere) return [machine, []];
  return [machine, [{ kind: 'send', contactId, frame: accept(call) }]];
}

/** Another invite from the contact of the present call: both dial at once, or they begin anew. */
function onSecondInvite(machine: CallMachine, call: LiveCall, received: Received<FrameOf<'call.invite'>>): CallStep {
  const { contactId, frame, atMs } = received;
  if (call.phase === 'preparing' || call.phase === 'calling') {
    const invited = call.phase === 'calling' && call.invited;
    // The smaller attempt stands; theirs also when ours has not left, because then they will never join it.
    if (invited && call.callId < frame.callId) return [machine, []];
    const past = supersede(machine.past, call.callId, contactId);
    const share = frame.share === true;
    // Of two shares theirs stands, and with it who ends it by showing no more.
    const direction = call.share === true && share ? 'incoming' : call.direction;
    const { callId } = frame;
    const joined: LiveCall = { ...call, callId, direction, video: call.video || frame.video, link: 'open' };
    return beginJoining({ ...machine, past }, joined, { acceptedHere: true, answerVideo: call.video, share, atMs });
  }
  const ending = call.phase === 'incoming' ? 'missed' : 'connection-lost';
  return ringInstead(endCall(machine, call, { ending, atMs }), received);
}

function onCancel(
  machine: CallMachine,
  call: LiveCall,
  { frame, atMs }: { readonly frame: FrameOf<'call.cancel'>; readonly atMs: number },
): CallStep {
  // Only the side that accepted can hear this; also when its accept and their cancel crossed.
  if (call.phase !== 'incoming' && !(isJoined(call) && call.acceptedHere)) return [machine, []];
  // Whoever has answered by then has not missed it.
  const cancelled = isJoined(call) ? 'hung-up-there' : 'cancelled-there';
  const ending = frame.reason === 'no-answer' ? 'missed' : cancelled;
  return endCall(machine, call, { ending, atMs });
}

function onHangUp(
  machine: CallMachine,
  call: LiveCall,
  { frame, atMs }: { readonly frame: FrameOf<'call.hangup'>; readonly atMs: number },
): CallStep {
  const isLost = frame.reason === 'connection-lost';
  if (call.phase === 'incoming') return endCall(machine, call, { ending: isLost ? 'missed' : 'cancelled-there', atMs });
  const ending = isLost ? 'connection-lost' : 'hung-up-there';
  return endCall(machine, call, { ending, atMs, toldMs: frame.lengthMs ?? null });
}

function onState(machine: CallMachine, call: JoinedCall, frame: FrameOf<'call.state'>): CallStep {
  const { mic: microphone, quiet, camera, screen, sound, paused } = frame;
  const whyQuiet = !microphone && quiet !== undefined && quiet !== 'no' ? { quiet } : {};
  const screenSound = screen && sound === true ? { screenSound: true } : {};
  const sharePaused = screen && paused !== undefined && paused !== 'no' ? { sharePaused: paused } : {};
  const theirs = { microphone, ...whyQuiet, camera, screen, ...screenSound, ...sharePaused };
  const next = { ...call, theirs };
  // Whoever offered a screen, shows it no more and stays, goes on with a call.
  const isCallNow = call.direction === 'incoming' && !screen;
  return [
    { ...machine, call: isCallNow ? withoutShare(next) : next },
    [{ kind: 'connect-media', contactId: call.contactId }],
  ];
}
