import { describe, expect, it } from 'vitest';
import type { CallFrame } from '#src/engine/calls/rules/frames.ts';
import type { CallFact, StartedFact } from '#src/engine/calls/rules/state.ts';
import {
  joinTimeoutMs,
  lostTimeoutMs,
  reachTimeoutMs,
  ringBackstopMs,
  ringTimeoutMs,
} from '#src/engine/calls/rules/state.ts';
import { stepCall } from '#src/engine/calls/rules/step.ts';
import { frames, note, tellAll, timers } from './told.ts';

const one = '1'.repeat(32);
const two = '2'.repeat(32);
const contactId = 'bob';

const started: StartedFact = { kind: 'started', callId: one, contactId, video: true, linkOpen: true };
const settled: CallFact = { kind: 'devices-settled' };
const accepted = frame({ t: 'call.accept', callId: one, video: true });
const invited = frame({ t: 'call.invite', callId: one, video: true });
const ready: CallFact = { kind: 'media-ready', contactId };

function frame(content: CallFrame, from = contactId): CallFact {
  return { kind: 'frame-received', contactId: from, frame: content };
}

function link(kind: 'link-opened' | 'link-interrupted' | 'link-restored' | 'link-down' | 'link-unreachable'): CallFact {
  return { kind, contactId };
}

describe('calling', () => {
  it('wants the link while devices are looked at, and invites only then', () => {
    const run = tellAll(started);
    expect(run.effects).toEqual([
      { kind: 'want-link', contactId },
      { kind: 'acquire-devices', video: true },
    ]);
    expect(frames(tellAll(started, settled))).toEqual([{ t: 'call.invite', callId: one, video: true }]);
    expect(timers(tellAll(started, settled))).toEqual([['ring', ringTimeoutMs]]);
  });

  it('waits for a link, rings from the first invite on and not again on the next link', () => {
    const noLink: CallFact = { ...started, linkOpen: false };
    expect(timers(tellAll(noLink, settled))).toEqual([['reach', reachTimeoutMs]]);
    expect(timers(tellAll(noLink, settled, link('link-opened')))).toEqual([['ring', ringTimeoutMs]]);
    const again = tellAll(noLink, settled, link('link-opened'), link('link-down'), link('link-opened'));
    expect(frames(again)).toEqual([{ t: 'call.invite', callId: one, video: true }]);
    expect(timers(again)).toEqual([]);
  });

  it('seeks a browser that is just starting again after each attempt, and ends as not reachable when its time is over', () => {
    const noLink: CallFact = { ...started, linkOpen: false };
    const again = tellAll(noLink, settled, link('link-unreachable'));
    expect(again.machine.call).toMatchObject({ phase: 'calling' });
    expect(again.effects).toEqual([{ kind: 'want-link', contactId }]);
    const late = tellAll(noLink, settled, { kind: 'timer-fired', timer: 'reach' });
    expect(late.machine.call).toMatchObject({ ending: 'not-reachable' });
  });

  it('is no answer after the ring, whether or not the other side said that it rings', () => {
    const fired: CallFact = { kind: 'timer-fired', timer: 'ring' };
    const heard = tellAll(started, settled, frame({ t: 'call.ringing', callId: one }), fired);
    expect(heard.machine.call).toMatchObject({ ending: 'no-answer' });
    expect(tellAll(started, settled, fired).machine.call).toMatchObject({ ending: 'no-answer' });
    expect(tellAll(started, settled, link('link-down'), fired).machine.call).toMatchObject({ ending: 'not-reachable' });
  });

  it('ends without a word to the other side when the permission was refused', () => {
    const run = tellAll(started, { kind: 'permission-needed' }, { kind: 'permission-refused' });
    expect(frames(run)).toEqual([]);
    expect(run.machine.call).toMatchObject({ phase: 'ended', ending: 'permission-refused' });
  });

  it('does nothing when a call is there already', () => {
    const before = tellAll(started, settled);
    expect(tellAll(started, settled, { ...started, callId: two, contactId: 'carol' })).toEqual({
      machine: before.machine,
      effects: [],
    });
  });
});

describe('an own attempt that gave way to theirs', () => {
  it('is a cancelled one if it rings there after all, not a missed call', () => {
    const late: CallFact = { ...started, callId: two };
    const run = tellAll(late, settled, invited, frame({ t: 'call.ringing', callId: two }));
    expect(run.machine.call).toMatchObject({ phase: 'joining', callId: one });
    expect(frames(run)).toEqual([{ t: 'call.cancel', callId: two, reason: 'cancelled' }]);
  });
});

describe('ringing here', () => {
  it('opens nothing before the answer', () => {
    const run = tellAll(invited);
    expect(run.effects.map(({ kind }) => kind)).toEqual(['send', 'prepare-media', 'stop-timers', 'start-timer']);
    expect(timers(run)).toEqual([['ring', ringBackstopMs]]);
  });

  it('accepts before it opens devices', () => {
    const run = tellAll(invited, { kind: 'answered', video: false });
    expect(frames(run)[0]).toEqual({ t: 'call.accept', callId: one, video: false });
    const kinds = run.effects.map(({ kind }) => kind);
    expect(kinds.indexOf('acquire-devices')).toBeGreaterThan(kinds.indexOf('send'));
  });

  it.each([
    ['cancelled', 'cancelled-there'],
    ['no-answer', 'missed'],
  ] as const)('ends when the caller gave up (%s)', (reason, ending) => {
    const run = tellAll(invited, frame({ t: 'call.cancel', callId: one, reason }));
    expect(run.machine.call).toMatchObject({ ending });
    expect(note(run)).toEqual({ mine: false, video: true, ending, atMs: 1000, durationMs: 0 });
  });

  it('rings anew when the contact begins another call instead', () => {
    const run = tellAll(invited, frame({ t: 'call.invite', callId: two, video: false }));
    expect(run.machine.call).toMatchObject({ phase: 'incoming', callId: two, video: false });
    expect(note(run)).toMatchObject({ ending: 'missed' });
  });

  it('takes calling the one who rings as answering, and calling anybody else as nothing', () => {
    const back = tellAll(invited, { ...started, callId: two, video: false });
    expect(frames(back)[0]).toEqual({ t: 'call.accept', callId: one, video: false });
    expect(back.machine.call).toMatchObject({ phase: 'joining', callId: one });
    const elsewhere = tellAll(invited, { ...started, callId: two, contactId: 'carol' });
    expect(elsewhere.machine.call).toMatchObject({ phase: 'incoming', callId: one, contactId });
    expect(elsewhere.effects).toEqual([]);
  });
});

describe('a second caller', () => {
  const carol = frame({ t: 'call.invite', callId: two, video: false }, 'carol');

  it.each([
    ['preparing', [started]],
    ['calling', [started, settled]],
    ['ringing', [invited]],
    ['in a call', [started, settled, accepted, ready]],
  ] as const)('is told busy while %s, and the call goes on', (_name, facts) => {
    const run = tellAll(...facts, carol);
    expect(frames(run)).toEqual([{ t: 'call.busy', callId: two }]);
    expect(run.machine.call).toEqual(tellAll(...facts).machine.call);
    expect(note(run)).toMatchObject({ ending: 'missed', mine: false });
  });

  it('is noted once however often it repeats itself', () => {
    expect(note(tellAll(started, settled, carol, carol))).toBeUndefined();
  });

  it('cannot speak for the first', () => {
    const inCall = [started, settled, accepted, ready];
    const before = tellAll(...inCall).machine.call;
    for (const content of [
      { t: 'call.hangup', callId: one, reason: 'hung-up' },
      { t: 'call.state', callId: one, mic: false, camera: false, screen: false },
      { t: 'call.cancel', callId: one, reason: 'cancelled' },
    ] as const) {
      expect(tellAll(...inCall, frame(content, 'carol')).machine.call).toEqual(before);
    }
  });
});

describe('an interrupted call', () => {
  const inCall = [started, settled, accepted, ready];

  it('counts from the first silence and not again from the loss of the link', () => {
    expect(timers(tellAll(...inCall, link('link-interrupted')))).toEqual([['lost', lostTimeoutMs]]);
    const down = tellAll(...inCall, link('link-interrupted'), link('link-down'));
    expect(timers(down)).toEqual([]);
    expect(down.effects).toContainEqual({ kind: 'want-link', contactId });
  });

  it('is whole again after packets return', () => {
    const run = tellAll(...inCall, link('link-interrupted'), link('link-restored'));
    expect(run.effects).toContainEqual({ kind: 'stop-timers' });
    expect(run.machine.call).toMatchObject({ phase: 'active', link: 'open', mediaReady: true, connectedAtMs: 3000 });
  });

  it('is not whole on a new link before the slots are there', () => {
    const reopened = tellAll(...inCall, link('link-down'), link('link-opened'));
    expect(reopened.effects.map(({ kind }) => kind)).toEqual(['prepare-media', 'connect-media', 'send-state']);
    const whole = tellAll(...inCall, link('link-down'), link('link-opened'), ready);
    expect(whole.effects).toContainEqual({ kind: 'stop-timers' });
  });

  it('does not live for ever on a link that comes and goes', () => {
    const flapping = tellAll(...inCall, link('link-down'), link('link-opened'), link('link-down'));
    expect(timers(flapping)).toEqual([]);
  });

  it('ends as lost on this side, and says so to a peer that comes back', () => {
    const run = tellAll(...inCall, link('link-down'), { kind: 'timer-fired', timer: 'lost' });
    expect(run.machine.call).toMatchObject({ ending: 'connection-lost' });
    const [, effects] = stepCall(run.machine, {
      ...frame({ t: 'call.state', callId: one, mic: true, camera: true, screen: false }),
      atMs: 0,
    });
    expect(effects).toEqual([
      { kind: 'send', contactId, frame: { t: 'call.hangup', callId: one, reason: 'connection-lost', lengthMs: 1000 } },
    ]);
  });

  it('asks again for a link that could not be had', () => {
    const run = tellAll(...inCall, link('link-down'), link('link-unreachable'));
    expect(timers(run).map(([timer]) => timer)).toEqual(['retry']);
    const [, effects] = stepCall(run.machine, { kind: 'timer-fired', timer: 'retry', atMs: 0 });
    expect(effects).toEqual([{ kind: 'want-link', contactId }]);
  });
});

describe('a joined call', () => {
  it('lasts from both being there to the end', () => {
    const run = tellAll(started, settled, accepted, ready, frame({ t: 'call.hangup', callId: one, reason: 'hung-up' }));
    expect(note(run)).toEqual({ mine: true, video: true, ending: 'hung-up-there', atMs: 4000, durationMs: 1000 });
  });

  it('ends after the join timeout when its media never come', () => {
    expect(timers(tellAll(started, settled, accepted))).toEqual([['join', joinTimeoutMs]]);
    const run = tellAll(started, settled, accepted, { kind: 'timer-fired', timer: 'join' });
    expect(run.machine.call).toMatchObject({ ending: 'connection-lost' });
  });
});

describe('a contact that is removed', () => {
  it('leaves neither an ended call nor a note', () => {
    const run = tellAll(started, settled, accepted, ready, { kind: 'contact-removed', contactId });
    expect(run.machine.call).toEqual({ phase: 'idle' });
    expect(note(run)).toBeUndefined();
    expect(frames(run)).toEqual([{ t: 'call.hangup', callId: one, reason: 'hung-up', lengthMs: 1000 }]);
  });

  it('does not disturb a call with somebody else', () => {
    const run = tellAll(started, settled, { kind: 'contact-removed', contactId: 'carol' });
    expect(run.machine.call.phase).toBe('calling');
  });
});
