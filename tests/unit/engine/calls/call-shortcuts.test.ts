import { describe, expect, it } from 'vitest';
import { pressShortcut } from '#src/engine/calls/call-shortcuts.ts';
import type { CallShortcut } from '#src/shared/messaging/contract.ts';
import type { CallView } from '#src/shared/snapshot.ts';
import { callWith, contactNamed } from '../../../fakes/surface-snapshots.ts';

const bob = contactNamed('Bob');

function press(shortcut: CallShortcut, call: CallView | null): unknown[] {
  const done: unknown[] = [];
  pressShortcut(
    {
      view: () => call,
      answer: (wish) => void done.push(['answer', wish]),
      hangUp: () => void done.push('hang-up'),
      setMicrophone: (wish) => void done.push(['microphone', wish]),
      shareScreen: () => void done.push('share'),
      stopSharing: () => void done.push('stop'),
    },
    shortcut,
  );
  return done;
}

const self = { microphone: 'on', camera: 'on', screen: 'off' } as const;

describe('a shortcut', () => {
  it.each(['mute', 'answer-or-hang-up', 'share-screen'] as const)('%s does nothing without a call', (shortcut) => {
    expect(press(shortcut, null)).toEqual([]);
    expect(press(shortcut, callWith(bob, { phase: 'ended' }))).toEqual([]);
  });

  it('answers a call that rings, without the camera, and hangs up any other', () => {
    const incoming = callWith(bob, { direction: 'incoming', phase: 'incoming' });
    expect(press('answer-or-hang-up', incoming)).toEqual([['answer', { video: false }]]);
    expect(press('answer-or-hang-up', callWith(bob))).toEqual(['hang-up']);
    expect(press('answer-or-hang-up', callWith(bob, { phase: 'ringing' }))).toEqual(['hang-up']);
  });

  it('turns the microphone and the share to what they are not', () => {
    const muted = callWith(bob, { self: { ...self, microphone: 'muted', screen: 'on' } });
    expect(press('mute', callWith(bob, { self }))).toEqual([['microphone', { on: false }]]);
    expect(press('mute', muted)).toEqual([['microphone', { on: true }]]);
    expect(press('share-screen', callWith(bob, { self }))).toEqual(['share']);
    expect(press('share-screen', muted)).toEqual(['stop']);
  });

  it('opens no second picker', () => {
    expect(press('share-screen', callWith(bob, { self: { ...self, screen: 'picking' } }))).toEqual([]);
  });
});
