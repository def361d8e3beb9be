import { describe, expect, it } from 'vitest';
import type { CallEffect, CallFact } from '#src/engine/calls/rules/state.ts';
import {
  joinTimeoutMs,
  lostTimeoutMs,
  reachTimeoutMs,
  ringBackstopMs,
  ringTimeoutMs,
  wantAgainDelayMs,
} from '#src/engine/calls/rules/state.ts';
import {
  active,
  answered,
  answering,
  asked,
  calling,
  contactId,
  dismissed,
  ended,
  fact,
  fired,
  incoming,
  invited,
  joining,
  noLink,
  one,
  ready,
  ringing,
  said,
  send,
  started,
  state,
  waiting,
} from './call-facts.ts';
import { tellAll } from './told.ts';

const wantLink: CallEffect = { kind: 'want-link', contactId };
const prepare: CallEffect = { kind: 'prepare-media', contactId };
const connect: CallEffect = { kind: 'connect-media', contactId };
const stopTimers: CallEffect = { kind: 'stop-timers' };
const sendState: CallEffect = { kind: 'send-state', contactId, callId: one };
const startRing: CallEffect = { kind: 'start-timer', timer: 'ring', delayMs: ringTimeoutMs };
const startJoin: CallEffect = { kind: 'start-timer', timer: 'join', delayMs: joinTimeoutMs };

describe('a call', () => {
  it.each<[string, readonly CallFact[], object, readonly CallEffect[]]>([
    [
      'starts',
      [started],
      { phase: 'preparing', direction: 'outgoing', link: 'open', mediaReady: false, asked: false },
      [wantLink, { kind: 'acquire-devices', video: true }],
    ],
    ['shows that the browser asks', [started, asked], { phase: 'preparing', asked: true }, []],
    ['notices its slots before it began', [started, ready], { phase: 'preparing', mediaReady: true }, []],
    [
      'needs new slots on a link that opens before it began',
      [started, ready, fact('link-opened')],
      { phase: 'preparing', link: 'open', mediaReady: false },
      [],
    ],
    [
      'can begin on a link that opened meanwhile',
      [noLink, fact('link-opened')],
      { phase: 'preparing', link: 'open' },
      [],
    ],
    [
      'only notes a link that is lost before it began',
      [started, ready, fact('link-down')],
      { phase: 'preparing', link: 'down', mediaReady: false },
      [],
    ],
    [
      'invites',
      calling,
      { phase: 'calling', link: 'open', mediaReady: false, invited: true, ringing: false },
      [send({ t: 'call.invite', callId: one, video: true }), prepare, stopTimers, startRing],
    ],
    [
      'looks for a link first',
      waiting,
      { phase: 'calling', link: 'down', invited: false },
      [wantLink, { kind: 'start-timer', timer: 'reach', delayMs: reachTimeoutMs }],
    ],
    [
      'invites as soon as there is a link',
      [...waiting, fact('link-opened')],
      { phase: 'calling', link: 'open', invited: true },
      [send({ t: 'call.invite', callId: one, video: true }), prepare, stopTimers, startRing],
    ],
    [
      'invites again on a new link, with new slots',
      [...calling, ready, fact('link-opened')],
      { phase: 'calling', mediaReady: false },
      [send({ t: 'call.invite', callId: one, video: true }), prepare],
    ],
    ['hears that it rings there', [...calling, ringing], { phase: 'calling', ringing: true }, []],
    ['notices its slots before the answer', [...calling, ready], { phase: 'calling', mediaReady: true }, []],
    [
      'looks for the link that it lost before the answer',
      [...calling, fact('link-down')],
      { phase: 'calling', link: 'down' },
      [wantLink],
    ],
    [
      'is as before when packets return before the answer',
      [...calling, fact('link-interrupted'), fact('link-restored')],
      { phase: 'calling', link: 'open' },
      [],
    ],
    [
      'rings here',
      incoming,
      {
        phase: 'incoming',
        callId: one,
        contactId,
        video: true,
        direction: 'incoming',
        link: 'open',
        mediaReady: false,
      },
      [
        send({ t: 'call.ringing', callId: one }),
        prepare,
        stopTimers,
        { kind: 'start-timer', timer: 'ring', delayMs: ringBackstopMs },
      ],
    ],
    [
      'says again that it rings when it is invited again',
      [...incoming, invited],
      { phase: 'incoming' },
      [send({ t: 'call.ringing', callId: one })],
    ],
    [
      'says again that it rings on a new link, with new slots',
      [...incoming, ready, fact('link-down'), fact('link-opened')],
      { phase: 'incoming', link: 'open', mediaReady: false },
      [send({ t: 'call.ringing', callId: one }), prepare],
    ],
    [
      'needs new slots on a link that replaced the one before',
      [...incoming, ready, fact('link-opened')],
      { phase: 'incoming', mediaReady: false },
      [send({ t: 'call.ringing', callId: one }), prepare],
    ],
    [
      'waits for the caller to come back while it rings',
      [...incoming, ready, fact('link-down')],
      { phase: 'incoming', link: 'down', mediaReady: false },
      [],
    ],
    [
      'is answered without a link',
      [...incoming, fact('link-down'), answered],
      { phase: 'joining', link: 'down', acceptedHere: true, answerVideo: false },
      [stopTimers, startJoin, wantLink, { kind: 'acquire-devices', video: false }],
    ],
    [
      'is not whole on a link without packets',
      [...incoming, ready, fact('link-interrupted'), answered],
      { phase: 'joining', link: 'interrupted', connectedAtMs: null },
      [
        stopTimers,
        startJoin,
        send({ t: 'call.accept', callId: one, video: false }),
        prepare,
        connect,
        sendState,
        { kind: 'acquire-devices', video: false },
      ],
    ],
    [
      'takes the other side to have a microphone until it says more',
      joining,
      {
        phase: 'joining',
        acceptedHere: false,
        answerVideo: true,
        connectedAtMs: null,
        theirs: { microphone: true, camera: false, screen: false },
      },
      [stopTimers, startJoin, prepare, connect, sendState],
    ],
    [
      'knows which answer it got',
      [...calling, said({ t: 'call.accept', callId: one, video: false })],
      { phase: 'joining', acceptedHere: false, answerVideo: false },
      [stopTimers, startJoin, prepare, connect, sendState],
    ],
    ['is whole with its slots', active, { phase: 'active', connectedAtMs: 3000 }, [connect, stopTimers]],
    [
      'repeats its acceptance when it is invited again',
      [...answering, invited],
      { phase: 'joining' },
      [send({ t: 'call.accept', callId: one, video: false })],
    ],
    [
      'shows what the other side has on',
      [...active, state],
      { phase: 'active', theirs: { microphone: false, camera: true, screen: true } },
      [connect],
    ],
    [
      'gives packets time to return, joined but not whole yet, by the timer it has',
      [...joining, fact('link-interrupted')],
      { phase: 'joining', link: 'interrupted' },
      [],
    ],
    [
      'gives a lost link time to return',
      [...active, fact('link-down')],
      { phase: 'active', link: 'down', mediaReady: false },
      [{ kind: 'start-timer', timer: 'lost', delayMs: lostTimeoutMs }, wantLink],
    ],
    [
      'tries a link again that could not be had',
      [...joining, fact('link-down'), fact('link-unreachable')],
      { phase: 'joining' },
      [{ kind: 'start-timer', timer: 'retry', delayMs: wantAgainDelayMs }],
    ],
    [
      'wants the link again after the pause',
      [...active, fact('link-down'), fired('retry')],
      { phase: 'active' },
      [wantLink],
    ],
    ['is put away when it is over', [...ended, dismissed], { phase: 'idle' }, []],
    ['is put away with its contact', [...ended, fact('contact-removed')], { phase: 'idle' }, []],
  ])('%s', (_, facts, call, effects) => {
    const run = tellAll(...facts);
    expect(run.machine.call).toMatchObject(call);
    expect(run.effects).toEqual(effects);
  });
});
