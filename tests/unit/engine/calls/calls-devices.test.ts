import { describe, expect, it } from 'vitest';
import { settle } from '../../../fakes/virtual-clock.ts';
import type { Bench } from './calls-bench.ts';
import { connectedPair, createBench, createPair, ringAt } from './calls-bench.ts';

describe('consent', () => {
  it('opens no device and sends no track while it rings here, whatever the buttons of a surface say', async () => {
    const bench = createBench();
    ringAt(bench);
    bench.links.media('bob').ready = true;
    bench.calls.handleMediaReady('bob');
    bench.calls.setCamera({ on: true });
    bench.calls.setMicrophone({ on: true });
    bench.calls.shareScreen();
    await settle();
    expect(bench.phase()).toBe('incoming');
    expect(bench.media.opened).toEqual([]);
    expect(bench.media.playing.size).toBe(0);
    expect(bench.asked).toEqual([]);
  });

  it('puts no track of the caller on the connection before the answer', async () => {
    const { alice, bob, open } = createPair();
    open();
    alice.calls.start({ contactId: 'bob', video: true });
    await settle();
    expect(alice.media.live()).toEqual(['microphone', 'camera']);
    expect(Object.values(alice.links.media('bob').sent)).toEqual([null, null, null, null]);
    expect(bob.media.opened).toEqual([]);
    bob.calls.answer({ video: false });
    await settle();
    expect(bob.media.live()).toEqual(['microphone']);
    expect(alice.links.media('bob').sent.camera).not.toBeNull();
  });
});

describe('consent to one call', () => {
  it('is not consent to the next: no track is on the connection before the next answer', async () => {
    const { alice } = await connectedPair();
    alice.calls.hangUp();
    await settle();
    alice.calls.start({ contactId: 'bob', video: true });
    await settle();
    expect(alice.phase()).toBe('ringing');
    expect(alice.media.live()).toEqual(['microphone', 'camera']);
    expect(Object.values(alice.links.media('bob').sent)).toEqual([null, null, null, null]);
  });

  it('ends with it, also while the browser is still being asked about the devices', async () => {
    const bench = createBench();
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: true });
    bench.calls.hangUp();
    await settle();
    expect(bench.media.opened).toEqual([]);
    expect(bench.links.kinds('bob')).toEqual([]);
  });
});

describe('every ending stops every track and takes it off the connection', () => {
  it.each([
    ['hang up here', (bench: Bench) => bench.calls.hangUp()],
    ['contact removed', (bench: Bench) => bench.calls.handleRemoved('bob')],
    [
      'hang up there',
      (bench: Bench) =>
        bench.calls.handleFrame('bob', { t: 'call.hangup', callId: bench.calls.view()?.callId, reason: 'hung-up' }),
    ],
  ])('%s', async (_name, end) => {
    const { alice, bob } = await connectedPair();
    alice.media.picker = 'screen-with-sound';
    alice.calls.shareScreen();
    await settle();
    expect(alice.media.live()).toHaveLength(4);
    end(alice);
    await settle();
    expect(alice.media.live()).toEqual([]);
    expect(Object.values(alice.links.media('bob').sent)).toEqual([null, null, null, null]);
    expect(alice.media.playing.size).toBe(0);
    expect(alice.other()?.pictures ?? { camera: 0, screen: 0 }).toEqual({ camera: 0, screen: 0 });
    expect(alice.calls.view()?.self.pictures.camera ?? 0).toBe(0);
    // The two share a clock, and what he measures in the call ends with it.
    bob.calls.hangUp();
    expect(alice.clock.pending()).toBe(0);
    expect(alice.errors).toEqual([]);
  });

  it('also a device that opens only after the end', async () => {
    const bench = createBench();
    let openNow = (): void => undefined;
    bench.media.gate = new Promise((resolve) => {
      openNow = resolve;
    });
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: true });
    await settle();
    bench.calls.hangUp();
    openNow();
    await settle();
    expect(bench.media.opened).toHaveLength(2);
    expect(bench.media.live()).toEqual([]);
  });

  it('also a screen that is picked only after the end', async () => {
    const { alice } = await connectedPair();
    let pick = (): void => undefined;
    alice.media.picker = new Promise((resolve) => {
      pick = resolve;
    });
    alice.calls.shareScreen();
    expect(alice.calls.view()?.self.screen).toBe('picking');
    alice.calls.hangUp();
    pick();
    await settle();
    expect(alice.media.live()).toEqual([]);
  });
});

describe('a machine with little', () => {
  it.each([
    ['missing', 'missing', true, ['devices-missing']],
    ['granted', 'missing', true, ['camera-missing']],
    ['granted', 'denied', true, ['camera-denied']],
    ['denied', 'granted', true, ['microphone-denied']],
    ['denied', 'denied', true, ['devices-denied']],
    ['denied', 'missing', true, ['microphone-denied', 'camera-missing']],
    ['missing', 'granted', false, ['microphone-missing']],
  ] as const)(
    'microphone %s, camera %s, video %s: the call goes on and says %s',
    async (microphone, camera, video, notices) => {
      const bench = createBench();
      bench.media.states.microphone = microphone;
      bench.media.states.camera = camera;
      bench.links.open('bob');
      bench.calls.start({ contactId: 'bob', video });
      await settle();
      expect(bench.links.kinds('bob')).toEqual(['call.invite']);
      expect(bench.calls.view()?.notices).toEqual(notices);
      expect(bench.asked).toEqual([]);
    },
  );

  it.each([
    ['busy', 'busy', ['devices-busy']],
    ['busy', 'missing', ['microphone-busy', 'camera-missing']],
    ['denied', 'busy', ['microphone-denied', 'camera-busy']],
    [undefined, 'busy', ['camera-busy']],
  ] as const)('microphone %s, camera %s when they are opened: it says %s', async (microphone, camera, notices) => {
    const bench = createBench();
    if (microphone !== undefined) bench.media.failures.microphone = microphone;
    bench.media.failures.camera = camera;
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: true });
    await settle();
    const on = microphone === undefined ? 'on' : 'none';
    expect(bench.calls.view()).toMatchObject({ notices, self: { microphone: on, camera: 'off' } });
  });

  it('goes on when the driver never answers, and says that it hangs', async () => {
    const bench = createBench();
    bench.media.access = () => new Promise(() => undefined);
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: false });
    await bench.clock.advanceAsync(3_000);
    await settle();
    expect(bench.links.kinds('bob')).toEqual(['call.invite']);
    expect(bench.calls.view()?.notices).toEqual(['microphone-hangs']);
  });

  it('goes on when the camera is unplugged, and tells the other side', async () => {
    const { alice, bob } = await connectedPair();
    alice.media.states.camera = 'missing';
    alice.media.last('camera').end();
    await settle();
    expect(alice.calls.view()).toMatchObject({
      phase: 'connected',
      notices: ['camera-missing'],
      self: { camera: 'off' },
    });
    expect(alice.links.media('bob').sent.camera).toBeNull();
    expect(bob.calls.view()).toMatchObject({ participants: [{ camera: false, pictures: { camera: 0 } }] });
  });
});
