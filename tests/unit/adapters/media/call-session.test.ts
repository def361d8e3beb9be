import { describe, expect, it } from 'vitest';
import type { MediaSessionHost } from '#src/adapters/media/call-session.ts';
import { createCallSession } from '#src/adapters/media/call-session.ts';
import { callWith, contactNamed } from '../../../fakes/surface-snapshots.ts';

const bob = contactNamed('Bob');

function openSession({ lacks = '' } = {}) {
  const handlers = new Map<string, () => void>();
  const active: Record<string, boolean> = {};
  const ordered: unknown[] = [];
  const host: MediaSessionHost = {
    metadata: null,
    setActionHandler(action, handler) {
      if (action === lacks) throw new TypeError(`no such action: ${action}`);
      if (handler === null) handlers.delete(action);
      else handlers.set(action, handler);
    },
    setMicrophoneActive: async (on) => void Object.assign(active, { microphone: on }),
    setCameraActive: async (on) => void Object.assign(active, { camera: on }),
    ...(lacks !== 'togglescreenshare' && {
      setScreenshareActive: async (on: boolean) => void Object.assign(active, { screen: on }),
    }),
  };
  const buttons = {
    hangUp: () => void ordered.push('hang-up'),
    setMicrophone: (wish: object) => void ordered.push({ microphone: wish }),
    setCamera: (wish: object) => void ordered.push({ camera: wish }),
    shareScreen: () => void ordered.push('share'),
    stopSharing: () => void ordered.push('stop-sharing'),
  };
  // Only the title is ever read.
  const describeCall = (title: string): MediaMetadata => ({ title }) as unknown as MediaMetadata;
  return { session: createCallSession(host, buttons, describeCall), host, handlers, active, ordered };
}

describe('the buttons that the browser shows for a call', () => {
  it('are there only while there is a call', () => {
    const { session, handlers, host } = openSession();
    session.follow(null);
    expect(handlers.size).toBe(0);
    session.follow(callWith(bob));
    expect([...handlers.keys()].sort()).toEqual(['hangup', 'togglecamera', 'togglemicrophone', 'togglescreenshare']);
    expect(host.metadata).toMatchObject({ title: 'Bob' });
    session.follow(null);
    expect(handlers.size).toBe(0);
    expect(host.metadata).toBeNull();
  });

  it('turn on what is off at that moment, and off what is on', () => {
    const { session, handlers, active, ordered } = openSession();
    session.follow(callWith(bob, { self: { microphone: 'on', camera: 'off', screen: 'off' } }));
    expect(active).toEqual({ microphone: true, camera: false, screen: false });
    handlers.get('togglemicrophone')?.();
    session.follow(callWith(bob, { self: { microphone: 'muted', camera: 'off', screen: 'off' } }));
    expect(active).toEqual({ microphone: false, camera: false, screen: false });
    handlers.get('togglemicrophone')?.();
    handlers.get('togglecamera')?.();
    handlers.get('hangup')?.();
    expect(ordered).toEqual([
      { microphone: { on: false } },
      { microphone: { on: true } },
      { camera: { on: true } },
      'hang-up',
    ]);
  });

  it('stop a share that runs, and begin one when none does', () => {
    const { session, handlers, active, ordered } = openSession();
    session.follow(callWith(bob, { self: { microphone: 'on', camera: 'off', screen: 'on' } }));
    expect(active).toMatchObject({ screen: true });
    handlers.get('togglescreenshare')?.();
    session.follow(callWith(bob, { self: { microphone: 'on', camera: 'off', screen: 'off' } }));
    expect(active).toMatchObject({ screen: false });
    handlers.get('togglescreenshare')?.();
    session.follow(callWith(bob, { self: { microphone: 'on', camera: 'off', screen: 'picking' } }));
    handlers.get('togglescreenshare')?.();
    expect(ordered).toEqual(['stop-sharing', 'share']);
  });

  it.each([
    ['togglecamera', ['hangup', 'togglemicrophone', 'togglescreenshare']],
    ['togglescreenshare', ['hangup', 'togglecamera', 'togglemicrophone']],
  ])('are the remaining ones where the browser lacks %s', (lacks, remaining) => {
    const { session, handlers } = openSession({ lacks });
    session.follow(callWith(bob));
    expect([...handlers.keys()].sort()).toEqual(remaining);
  });
});
