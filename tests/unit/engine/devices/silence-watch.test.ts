import { describe, expect, it } from 'vitest';
import { stallMs } from '#src/engine/devices/silence-watch.ts';
import type { DeviceKind } from '#src/engine/ports/media-port.ts';
import { settle } from '../../../fakes/virtual-clock.ts';
import { connectedPair } from '../calls/calls-bench.ts';

const devices: readonly DeviceKind[] = ['microphone', 'camera'];

describe.each(devices)('a %s that the system silences', (device) => {
  it('is on for neither side, in words, until it is heard or seen again', async () => {
    const { alice, bob, clock } = await connectedPair();
    alice.media.last(device).silence(true);
    await clock.advanceAsync(stallMs[device]);
    expect(alice.calls.view()).toMatchObject({ self: { [device]: 'silenced' }, notices: [`${device}-silenced`] });
    expect(bob.other()?.[device]).toBe(false);
    alice.media.last(device).silence(false);
    await settle();
    expect(alice.calls.view()).toMatchObject({ self: { [device]: 'on' }, notices: [] });
    expect(bob.other()?.[device]).toBe(true);
  });

  it('is told so although it was silent before it was opened', async () => {
    const { alice, clock } = await connectedPair();
    const { open } = alice.media;
    alice.media.open = async (...wanted) => {
      const opened = await open(...wanted);
      if (opened.kind === 'opened') alice.media.last(device).muted = true;
      return opened;
    };
    alice.calls.handleDevices(device);
    await clock.advanceAsync(stallMs[device]);
    expect(alice.calls.view()?.notices).toEqual([`${device}-silenced`]);
  });

  it('is not asked after once another one is used', async () => {
    const { alice, clock } = await connectedPair();
    const first = alice.media.last(device);
    alice.calls.handleDevices(device);
    await settle();
    first.silence(true);
    await clock.advanceAsync(stallMs[device]);
    expect(alice.calls.view()?.notices).toEqual([]);
  });
});

describe('silence', () => {
  it('of a camera that only misses a few pictures is nothing to tell', async () => {
    const { alice, bob, clock } = await connectedPair();
    alice.media.last('camera').silence(true);
    await clock.advanceAsync(stallMs.camera - 1);
    alice.media.last('camera').silence(false);
    await clock.advanceAsync(stallMs.camera);
    expect(alice.calls.view()?.notices).toEqual([]);
    expect(bob.other()?.camera).toBe(true);
  });

  it('shows nothing black of oneself', async () => {
    const { alice, clock } = await connectedPair();
    alice.media.last('camera').silence(true);
    await clock.advanceAsync(stallMs.camera);
    expect(alice.calls.view()?.self.pictures.camera).toBe(0);
  });

  it('is told there as what it is, and not as a mute', async () => {
    const { alice, bob } = await connectedPair();
    alice.media.last('microphone').silence(true);
    await settle();
    expect(bob.other()?.quiet).toBe('silenced');
    alice.calls.setMicrophone({ on: false });
    await settle();
    expect(alice.calls.view()?.notices).toEqual([]);
    expect(bob.other()).toMatchObject({ microphone: false });
    expect(bob.other()).not.toHaveProperty('quiet');
  });

  it('of somebody without a microphone is told there as that', async () => {
    const { alice, bob } = await connectedPair();
    alice.media.failures.microphone = 'missing';
    alice.media.last('microphone').end();
    await settle();
    expect(bob.other()).toMatchObject({ microphone: false, quiet: 'none' });
  });
});
