import { describe, expect, it } from 'vitest';
import type { CallFrame } from '#src/engine/calls/rules/frames.ts';
import { stepCall } from '#src/engine/calls/rules/step.ts';
import { active, contactId, fact, incoming, one, ready, said, two, waiting } from './call-facts.ts';
import { tellAll } from './told.ts';

type StateFrame = Extract<CallFrame, { t: 'call.state' }>;

const plain = { microphone: true, camera: false };

describe('what they share', () => {
  it.each<[string, Partial<StateFrame>, object]>([
    ['nothing', { screen: false, sound: true, paused: 'frozen' }, { screen: false }],
    ['a screen', { screen: true }, { screen: true }],
    ['a screen without sound that moves', { screen: true, sound: false, paused: 'no' }, { screen: true }],
    ['a screen with sound', { screen: true, sound: true }, { screen: true, screenSound: true }],
    ['a frozen screen', { screen: true, paused: 'frozen' }, { screen: true, sharePaused: 'frozen' }],
    ['a hidden screen', { screen: true, paused: 'blank' }, { screen: true, sharePaused: 'blank' }],
  ])('is %s', (_, change, theirs) => {
    const frame: StateFrame = { t: 'call.state', callId: one, mic: true, camera: false, screen: false, ...change };
    const { machine, effects } = tellAll(...active, said(frame));
    expect(machine.call).toMatchObject({ phase: 'active' });
    expect('theirs' in machine.call && machine.call.theirs).toStrictEqual({ ...plain, ...theirs });
    expect(effects).toEqual([{ kind: 'connect-media', contactId }]);
  });
});

describe('a link that is interrupted', () => {
  it('starts no farewell of a call that only rings', () => {
    expect(tellAll(...incoming, ready, fact('link-interrupted')).effects).toEqual([]);
  });

  it.each([
    ['that rings', incoming],
    ['that waits for them', waiting],
  ])('and restored changes nothing else of a call %s', (_, before) => {
    const whole = tellAll(...before, fact('link-opened'));
    const after = tellAll(...before, fact('link-opened'), fact('link-interrupted'), fact('link-restored'));
    expect(after.machine).toEqual(whole.machine);
    expect(after.effects).toEqual([]);
  });

  it('and restored without media slots goes on waiting for them', () => {
    const again = tellAll(...active, fact('link-opened'), fact('link-interrupted'), fact('link-restored'));
    expect(again.effects).toEqual([]);
    expect(again.machine.call).toMatchObject({ phase: 'active', link: 'open', mediaReady: false });
  });

  it('and restored makes no call of one that only rings, though its slots are there', () => {
    const run = tellAll(...incoming, ready, fact('link-interrupted'), fact('link-restored'));
    expect(run.machine.call).toMatchObject({ phase: 'incoming', link: 'open' });
    expect(run.effects).toEqual([]);
  });

  it('and restored keeps what is known of other calls', () => {
    const interrupted = tellAll(...active, fact('link-interrupted')).machine;
    const untold = [{ callId: two, contactId: 'carol', video: false, atMs: 1 }];
    const restored = { ...fact('link-restored'), atMs: 9_000 };
    expect(stepCall({ ...interrupted, untold }, restored)[0]).toMatchObject({ untold, past: interrupted.past });
  });
});
