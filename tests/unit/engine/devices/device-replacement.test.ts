import { describe, expect, it } from 'vitest';
import type { DeviceKind } from '#src/engine/ports/media-port.ts';
import { settle } from '../../../fakes/virtual-clock.ts';
import { connectedPair, createBench } from '../calls/calls-bench.ts';

const devices: readonly DeviceKind[] = ['microphone', 'camera'];

describe.each(devices)('a %s in a call', (device) => {
  it('that is unplugged gives way to another one, and the person is told', async () => {
    const { alice, bob } = await connectedPair();
    const first = alice.media.last(device);
    first.end();
    await settle();
    const second = alice.media.last(device);
    expect(second).not.toBe(first);
    expect(alice.links.media('bob').sent[device]).toBe(second);
    expect(alice.calls.view()).toMatchObject({ phase: 'connected', notice: `${device}-switched` });
    expect(bob.other()?.[device]).toBe(true);
  });

  it('whose permission is taken back is off, and the person is told', async () => {
    const { alice, bob } = await connectedPair();
    alice.media.states[device] = 'denied';
    alice.media.last(device).end();
    await settle();
    expect(alice.calls.view()).toMatchObject({ phase: 'connected', notice: `${device}-refused` });
    expect(alice.links.media('bob').sent[device]).toBeNull();
    expect(bob.other()?.[device]).toBe(false);
  });

  it('whose permission is taken back right after it was unplugged is not told to be missing', async () => {
    const { alice } = await connectedPair();
    alice.media.last(device).end();
    await settle();
    expect(alice.calls.view()?.notice).toBe(`${device}-switched`);
    alice.media.states[device] = 'denied';
    alice.media.last(device).end();
    await settle();
    expect(alice.calls.view()?.notice).toBe(`${device}-refused`);
  });

  it('that is broken is not opened again and again', async () => {
    const { alice } = await connectedPair();
    for (let times = 0; times < 20; times += 1) {
      alice.media.last(device).end();
      await settle();
    }
    expect(alice.media.opened.filter(({ label }) => label === device).length).toBeLessThanOrEqual(2);
    expect(alice.calls.view()).toMatchObject({ phase: 'connected', notice: `no-${device}` });
  });

  it('is exchanged without a moment in which none is sent', async () => {
    const { alice, bob } = await connectedPair();
    const first = alice.media.last(device);
    let openNow = (): void => undefined;
    alice.media.gate = new Promise((resolve) => {
      openNow = resolve;
    });
    alice.preferred[device] = 'other';
    alice.calls.handleDevices(device);
    await settle();
    expect(alice.links.media('bob').sent[device]).toBe(first);
    expect(first.readyState).toBe('live');
    openNow();
    await settle();
    const second = alice.media.last(device);
    expect(second.deviceId).toBe('other');
    expect(alice.links.media('bob').sent[device]).toBe(second);
    expect(first.readyState).toBe('ended');
    expect(alice.calls.view()?.notice).toBeNull();
    expect(bob.other()?.[device]).toBe(true);
  });

  it('goes on when the chosen one cannot be opened', async () => {
    const { alice } = await connectedPair();
    const first = alice.media.last(device);
    alice.media.failures[device] = 'busy';
    alice.calls.handleDevices(device);
    await settle();
    expect(first.readyState).toBe('live');
    expect(alice.links.media('bob').sent[device]).toBe(first);
    expect(alice.calls.view()?.notice).toBe('device-busy');
  });

  it('comes back when the chosen one is plugged in again', async () => {
    const { alice } = await connectedPair();
    alice.preferred[device] = 'desk';
    alice.calls.handleDevices('listed');
    await settle();
    expect(alice.media.last(device).deviceId).toBe('desk');
  });

  it('is not opened by choosing it or plugging it in while there is no call', async () => {
    const bench = createBench();
    bench.preferred[device] = 'desk';
    bench.calls.handleDevices(device);
    bench.calls.handleDevices('listed');
    await settle();
    expect(bench.media.opened).toEqual([]);
  });

  it('that is still opening when the call ends is closed when it arrives', async () => {
    const { alice } = await connectedPair();
    let openNow = (): void => undefined;
    alice.media.gate = new Promise((resolve) => {
      openNow = resolve;
    });
    alice.calls.handleDevices(device);
    await settle();
    alice.calls.hangUp();
    openNow();
    await settle();
    expect(alice.media.live()).toEqual([]);
    expect(alice.errors).toEqual([]);
  });
});

describe('a microphone in a call', () => {
  it('stays muted through every exchange', async () => {
    const { alice } = await connectedPair();
    alice.calls.setMicrophone({ on: false });
    alice.preferred.microphone = 'other';
    alice.calls.handleDevices('microphone');
    await settle();
    expect(alice.media.last('microphone')).toMatchObject({ deviceId: 'other', enabled: false });
    alice.media.last('microphone').end();
    await settle();
    expect(alice.media.last('microphone')).toMatchObject({ readyState: 'live', enabled: false });
  });

  it('that was lost is heard again as soon as one is plugged in', async () => {
    const { alice, bob } = await connectedPair();
    alice.media.states.microphone = 'missing';
    alice.media.last('microphone').end();
    await settle();
    expect(bob.other()?.microphone).toBe(false);
    alice.media.states.microphone = 'granted';
    alice.calls.handleDevices('listed');
    await settle();
    expect(bob.other()?.microphone).toBe(true);
  });
});
