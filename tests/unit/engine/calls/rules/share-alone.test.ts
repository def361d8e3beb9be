import { describe, expect, it } from 'vitest';
import type { CallFrame } from '#src/engine/calls/rules/frames.ts';
import type { CallEffect, CallFact } from '#src/engine/calls/rules/state.ts';
import { idleCalls, joinTimeoutMs, reachTimeoutMs, ringTimeoutMs } from '#src/engine/calls/rules/state.ts';
import { stepCall } from '#src/engine/calls/rules/step.ts';
import {
  answered,
  cancelled,
  contactId,
  declined,
  fact,
  hungUp,
  hungUpThere,
  one,
  said,
  send,
  started,
  two,
} from './call-facts.ts';
import { offered, offeredBy, offering, picked, picking, picks, watched, watching } from './share-facts.ts';
import { frames, note, tellAll } from './told.ts';

const release: CallEffect = { kind: 'release-media' };
const wantLink: CallEffect = { kind: 'want-link', contactId };
const invite: CallFrame = { t: 'call.invite', callId: one, video: false, share: true };
const accept: CallFrame = { t: 'call.accept', callId: one, video: false, share: true };

describe('the picker for a share', () => {
  it('opens at once, and nobody hears of it, nor is the contact sought', () => {
    const run = tellAll(...picking);
    expect(run.effects).toEqual([{ kind: 'pick-screen' }]);
    expect(run.machine.call).toEqual({
      phase: 'preparing',
      callId: one,
      contactId,
      video: false,
      share: true,
      direction: 'outgoing',
      link: 'open',
      mediaReady: false,
      asked: false,
    });
  });

  it.each<[string, CallFact]>([
    ['is closed', { kind: 'screen-not-picked' }],
    ['is hung up on', hungUp],
    ['is for somebody who is removed', fact('contact-removed')],
  ])('that %s leaves nothing: no word, no note, nothing to come back to', (_, end) => {
    const run = tellAll(...picking, end);
    expect(run).toEqual({ machine: idleCalls, effects: [release] });
  });

  it.each<[string, CallFact]>([
    ['devices that are settled', { kind: 'devices-settled' }],
    ['a permission that is asked for', { kind: 'permission-needed' }],
    ['a permission that is refused', { kind: 'permission-refused' }],
    ['an answer', answered],
    ['a refusal', declined],
    ['the end of another share', { kind: 'share-ended', devicesOn: false }],
    ['a second share', { ...picks, callId: two }],
    ['a share with somebody else', { ...picks, callId: two, contactId: 'carol' }],
  ])('is not moved by %s, which does nothing', (_, stray) => {
    const { machine } = tellAll(...picking);
    expect(stepCall(machine, { ...stray, atMs: 9 })).toEqual([machine, []]);
  });

  it.each<[string, CallFact]>([
    ['a reply to what was not asked', said(accept)],
    ['the end of what was not asked', hungUpThere],
    ['a cancel of what was not asked', cancelled],
  ])('is not moved by %s', (_, stray) => {
    const { machine } = tellAll(...picking);
    expect(stepCall(machine, { ...stray, atMs: 9 })[0]).toBe(machine);
  });

  it('that the system refuses is told here, with no word to anybody and no note', () => {
    const run = tellAll(...picking, { kind: 'screen-refused' });
    expect(run.effects).toEqual([release]);
    expect(run.machine).toEqual({
      ...idleCalls,
      call: {
        phase: 'ended',
        callId: one,
        contactId,
        video: false,
        share: true,
        direction: 'outgoing',
        ending: 'permission-refused',
        connectedAtMs: null,
      },
    });
    expect(tellAll(...picking, { kind: 'screen-refused' }, { kind: 'dismissed' }).machine).toEqual(idleCalls);
  });

  it.each([contactId, 'carol'])('gives way to a call that is begun with %s, and what is picked is let go', (who) => {
    const run = tellAll(...picking, { ...started, callId: two, contactId: who });
    expect(run.effects).toEqual([
      release,
      { kind: 'want-link', contactId: who },
      { kind: 'acquire-devices', video: true },
    ]);
    expect(run.machine.call).toMatchObject({ phase: 'preparing', callId: two, contactId: who, video: true });
    expect(run.machine.call).not.toHaveProperty('share');
    expect(run.machine.past).toEqual([]);
  });

  it.each([contactId, 'carol'])('keeps nobody from ringing: %s is neither busy nor answered by it', (who) => {
    const run = tellAll(...picking, said({ t: 'call.invite', callId: two, video: true }, who));
    expect(run.effects.slice(0, 2)).toEqual([release, send({ t: 'call.ringing', callId: two }, who)]);
    expect(run.machine.call).toMatchObject({ phase: 'incoming', callId: two, contactId: who, video: true });
    expect(run.machine.call).not.toHaveProperty('share');
    expect(note(run)).toBeUndefined();
  });

  it('knows the link of its moment', () => {
    const run = tellAll({ ...picks, linkOpen: false }, picked);
    expect(run.effects).toEqual([wantLink, { kind: 'start-timer', timer: 'reach', delayMs: reachTimeoutMs }]);
    expect(frames(tellAll({ ...picks, linkOpen: false }, picked, fact('link-opened')))).toEqual([invite]);
  });

  it('makes no call of one that only looks for its devices', () => {
    const { machine } = tellAll(started);
    for (const kind of ['screen-picked', 'screen-not-picked', 'screen-refused'] as const) {
      expect(stepCall(machine, { kind, atMs: 9 })).toEqual([machine, []]);
    }
  });
});

describe('a share', () => {
  it('asks the contact once something was picked, and opens no device', () => {
    const run = tellAll(...offering);
    expect(run.effects).toEqual([
      send(invite),
      { kind: 'prepare-media', contactId },
      { kind: 'stop-timers' },
      { kind: 'start-timer', timer: 'ring', delayMs: ringTimeoutMs },
    ]);
    expect(run.machine.call).toMatchObject({ phase: 'calling', share: true });
  });

  it('rings as a share, and is watched without a device', () => {
    expect(tellAll(...offered).machine.call).toMatchObject({ phase: 'incoming', share: true, video: false });
    const run = tellAll(...watching);
    expect(run.effects).toEqual([
      { kind: 'stop-timers' },
      { kind: 'start-timer', timer: 'join', delayMs: joinTimeoutMs },
      send(accept),
      { kind: 'prepare-media', contactId },
      { kind: 'connect-media', contactId },
      { kind: 'send-state', contactId, callId: one },
    ]);
    expect(run.machine.call).toMatchObject({
      share: true,
      answerVideo: false,
      theirs: { microphone: false, camera: false, screen: false },
    });
  });

  it('opens no camera however it is answered', () => {
    const run = tellAll(...offered, { kind: 'answered', video: true });
    expect(frames(run)[0]).toEqual(accept);
    expect(run.effects.some(({ kind }) => kind === 'acquire-devices')).toBe(false);
  });

  it('is not taken to be heard before anybody speaks', () => {
    expect(tellAll(...offering, watched).machine.call).toMatchObject({
      phase: 'joining',
      share: true,
      theirs: { microphone: false, camera: false, screen: false },
    });
  });

  it('repeats that it is watched when it is asked again, and on a new link', () => {
    expect(frames(tellAll(...watching, offeredBy()))).toEqual([accept]);
    expect(frames(tellAll(...watching, fact('link-opened')))).toEqual([accept]);
  });

  it.each<[string, readonly CallFact[]]>([
    ['answered as a call by an older Beeline', [...offering, said({ t: 'call.accept', callId: one, video: false })]],
    ['answered by dialling', [...offered, { ...started, callId: two, video: false }]],
  ])('is a call when it is %s', (_, facts) => {
    const { call } = tellAll(...facts).machine;
    expect(call).toMatchObject({ phase: 'joining', callId: one, theirs: { microphone: true } });
    expect(call).not.toHaveProperty('share');
  });

  it('opens the devices of whoever answers it by dialling, and says so', () => {
    const run = tellAll(...offered, { ...started, callId: two, video: true });
    expect(frames(run)[0]).toEqual({ t: 'call.accept', callId: one, video: true });
    expect(run.effects.at(-1)).toEqual({ kind: 'acquire-devices', video: true });
  });

  it('cannot be begun under a call that rings', () => {
    const { machine } = tellAll(said({ t: 'call.invite', callId: one, video: true }));
    expect(stepCall(machine, { ...picks, callId: two, atMs: 9 })).toEqual([machine, []]);
  });

  it('is no share when the call it answers was none', () => {
    const call = said({ t: 'call.invite', callId: one, video: false, share: false });
    expect(tellAll(call, answered).machine.call).not.toHaveProperty('share');
    expect(frames(tellAll(call, answered))[0]).toEqual({ t: 'call.accept', callId: one, video: false });
    const claimed = tellAll(started, { kind: 'devices-settled' }, said({ ...accept, video: true }));
    expect(claimed.machine.call).toMatchObject({ phase: 'joining', theirs: { microphone: true } });
    expect(claimed.machine.call).not.toHaveProperty('share');
  });
});
