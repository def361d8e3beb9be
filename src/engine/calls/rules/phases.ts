import type { CallFrame } from './frames.ts';
import type { CallEffect, CallingCall, CallMachine, CallStep, IncomingCall, JoinedCall, LiveCall } from './state.ts';
import { joinTimeoutMs, reachTimeoutMs, ringBackstopMs, ringTimeoutMs, shareMark } from './state.ts';

/** How each phase of a call begins. */

/** `seekMs`: how long they are sought at most, while there is no link. */
export function beginCalling(machine: CallMachine, from: LiveCall, seekMs = reachTimeoutMs): CallStep {
  const { callId, contactId, video, direction, link, mediaReady } = from;
  const call: CallingCall = {
    phase: 'calling',
    callId,
    contactId,
    video,
    ...shareMark(from),
    direction,
    link,
    mediaReady,
    invited: false,
    ringing: false,
  };
  if (link === 'open') return invite(machine, call);
  return [
    { ...machine, call },
    [
      { kind: 'want-link', contactId },
      { kind: 'start-timer', timer: 'reach', delayMs: seekMs },
    ],
  ];
}

/** Sends the invite, also again on a new link; the ring is counted from the first one. */
export function invite(machine: CallMachine, call: CallingCall): CallStep {
  const { callId, contactId, video, invited } = call;
  const effects: CallEffect[] = [
    { kind: 'send', contactId, frame: { t: 'call.invite', callId, video, ...shareMark(call) } },
    { kind: 'prepare-media', contactId },
  ];
  if (!invited) {
    effects.push({ kind: 'stop-timers' }, { kind: 'start-timer', timer: 'ring', delayMs: ringTimeoutMs });
  }
  return [{ ...machine, call: { ...call, link: 'open', invited: true } }, effects];
}

interface Ring extends Pick<LiveCall, 'callId' | 'contactId' | 'video'> {
  readonly share?: boolean | undefined;
}

export function beginRinging(machine: CallMachine, from: Ring): CallStep {
  const { callId, contactId, video } = from;
  const call: IncomingCall = {
    phase: 'incoming',
    callId,
    contactId,
    video,
    ...shareMark(from),
    direction: 'incoming',
    link: 'open',
    mediaReady: false,
  };
  return [
    { ...machine, call },
    [
      { kind: 'send', contactId, frame: { t: 'call.ringing', callId } },
      { kind: 'prepare-media', contactId },
      { kind: 'stop-timers' },
      { kind: 'start-timer', timer: 'ring', delayMs: ringBackstopMs },
    ],
  ];
}

interface Acceptance {
  readonly acceptedHere: boolean;
  readonly answerVideo: boolean;
  /** Both take it for a share; where one takes it for a call, it is one. */
  readonly share: boolean;
  readonly atMs: number;
}

/** Both sides agree on the call from here on. */
export function beginJoining(machine: CallMachine, from: LiveCall, acceptance: Acceptance): CallStep {
  const { callId, contactId, video, direction, link, mediaReady } = from;
  const { acceptedHere, answerVideo, atMs } = acceptance;
  const share = shareMark({ share: from.share === true && acceptance.share });
  const call: JoinedCall = {
    phase: 'joining',
    callId,
    contactId,
    video,
    ...share,
    direction,
    link,
    mediaReady,
    acceptedHere,
    answerVideo,
    connectedAtMs: null,
    brokenAtMs: null,
    slept: null,
    theirs: { microphone: share.share !== true, camera: false, screen: false },
  };
  const timers: CallEffect[] = [
    { kind: 'stop-timers' },
    { kind: 'start-timer', timer: 'join', delayMs: joinTimeoutMs },
  ];
  const opening: CallEffect[] = link === 'down' ? [{ kind: 'want-link', contactId }] : greet(call);
  return settle({ ...machine, call }, call, { effects: [...timers, ...opening], atMs });
}

export function accept(call: JoinedCall): CallFrame {
  return { t: 'call.accept', callId: call.callId, video: call.answerVideo, ...shareMark(call) };
}

/** What a joined side says on every link: its accept, in case the first was lost, and its devices. */
export function greet(call: JoinedCall): CallEffect[] {
  const { callId, contactId, acceptedHere } = call;
  const effects: CallEffect[] = [
    { kind: 'prepare-media', contactId },
    { kind: 'connect-media', contactId },
    { kind: 'send-state', contactId, callId },
  ];
  if (acceptedHere) {
    effects.unshift({ kind: 'send', contactId, frame: accept(call) });
  }
  return effects;
}

/** A joined call becomes active, or whole again, once link and slots are there. */
export function settle(
  machine: CallMachine,
  call: JoinedCall,
  done: { readonly effects: readonly CallEffect[]; readonly atMs: number },
): CallStep {
  if (call.link !== 'open' || !call.mediaReady) return [{ ...machine, call }, done.effects];
  const connectedAtMs = call.connectedAtMs ?? done.atMs;
  const active: JoinedCall = { ...call, phase: 'active', connectedAtMs, brokenAtMs: null };
  return [{ ...machine, call: active }, [...done.effects, { kind: 'stop-timers' }]];
}
