import { describe, expect, it } from 'vitest';
import { settle } from '../../../fakes/virtual-clock.ts';
import { connectedPair, createBench } from './calls-bench.ts';

describe('the buttons of a call', () => {
  it('mute here and say so there, at once', async () => {
    const { alice, bob } = await connectedPair();
    alice.calls.setMicrophone({ on: false });
    expect(alice.media.last('microphone').enabled).toBe(false);
    expect(alice.calls.view()?.self.microphone).toBe('muted');
    await settle();
    expect(bob.other()?.microphone).toBe(false);
  });

  it('keep a call muted whose microphone opens only after the click', async () => {
    const bench = createBench();
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: false });
    bench.calls.setMicrophone({ on: false });
    await settle();
    expect(bench.media.last('microphone').enabled).toBe(false);
  });

  it('turn the camera light out, and on again with a new track', async () => {
    const { alice, bob } = await connectedPair();
    const first = alice.media.last('camera');
    alice.calls.setCamera({ on: false });
    await settle();
    expect(first.readyState).toBe('ended');
    expect(alice.links.media('bob').sent.camera).toBeNull();
    expect(bob.other()?.pictures.camera).toBe(0);
    alice.calls.setCamera({ on: true });
    await settle();
    expect(alice.links.media('bob').sent.camera).toBe(alice.media.last('camera'));
    expect(bob.other()?.pictures.camera).toBeGreaterThan(0);
  });

  it('end with the camera off however fast they are pressed', async () => {
    const { alice } = await connectedPair();
    for (const on of [false, true, false, true, false]) alice.calls.setCamera({ on });
    await settle();
    expect(alice.media.live()).toEqual(['microphone']);
    expect(alice.calls.view()?.self.camera).toBe('off');
  });

  it('share the screen beside the camera', async () => {
    const { alice, bob } = await connectedPair();
    alice.media.picker = 'screen-with-sound';
    alice.calls.shareScreen();
    await settle();
    expect(alice.calls.view()?.self).toMatchObject({ camera: 'on', screen: 'on' });
    expect(bob.other()?.screen).toBe(true);
    expect(bob.other()?.pictures.screen).toBeGreaterThan(0);
    expect(bob.media.playing.get('alice:screen')).toBeDefined();
    alice.calls.stopSharing();
    await settle();
    expect(alice.media.live()).toEqual(['microphone', 'camera']);
    expect(bob.calls.view()).toMatchObject({ participants: [{ screen: false, pictures: { screen: 0 } }] });
  });

  it('say nothing about a closed picker', async () => {
    const { alice } = await connectedPair();
    alice.media.picker = 'cancelled';
    alice.calls.shareScreen();
    await settle();
    expect(alice.calls.view()).toMatchObject({ notices: [], self: { screen: 'off' } });
  });

  it('say that the system refused to share', async () => {
    const { alice } = await connectedPair();
    alice.media.picker = 'refused';
    alice.calls.shareScreen();
    await settle();
    expect(alice.calls.view()?.notices).toEqual(['screen-refused']);
  });

  it('follow the bar of the browser that ends a share', async () => {
    const { alice, bob } = await connectedPair();
    alice.calls.shareScreen();
    await settle();
    alice.media.last('screen').end();
    await settle();
    expect(alice.calls.view()).toMatchObject({ notices: ['screen-ended'], self: { screen: 'off' } });
    expect(bob.other()?.screen).toBe(false);
  });
});
