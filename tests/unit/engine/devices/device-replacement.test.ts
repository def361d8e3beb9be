import { describe, expect, it } from 'vitest';
import { newsMs } from '#src/engine/calls/call-notices.ts';
import { openTimeoutMs } from '#src/engine/devices/input-device.ts';
import type { DeviceKind } from '#src/engine/ports/media-port.ts';
import { noDevices } from '#src/shared/settings/device-choice.ts';
import { settle } from '../../../fakes/virtual-clock.ts';
import { connectedPair, createBench } from '../calls/calls-bench.ts';

const devices: readonly DeviceKind[] = ['microphone', 'camera'];
const [desk, shelf, lamp] = ['desk', 'shelf', 'lamp'].map((id) => ({ id, label: id }));

describe.each(devices)('a %s in a call', (device) => {
  it('that is unplugged gives way to another one, and the person is told', async () => {
    const { alice, bob } = await connectedPair();
    const first = alice.media.last(device);
    alice.media.gone.add(first.deviceId);
    first.end();
    await settle();
    const second = alice.media.last(device);
    expect(second.deviceId).toBe('spare');
    expect(alice.links.media('bob').sent[device]).toBe(second);
    expect(alice.calls.view()).toMatchObject({ phase: 'connected', notices: [`${device}-switched`] });
    expect(bob.other()?.[device]).toBe(true);
  });

  it('whose permission is taken back is off, and the person is told', async () => {
    const { alice, bob } = await connectedPair();
    alice.media.states[device] = 'denied';
    alice.media.last(device).end();
    await settle();
    expect(alice.calls.view()).toMatchObject({ phase: 'connected', notices: [`${device}-denied`] });
    expect(alice.links.media('bob').sent[device]).toBeNull();
    expect(bob.other()?.[device]).toBe(false);
  });

  it('whose permission is taken back right after it was unplugged is not told to be missing', async () => {
    const { alice } = await connectedPair();
    alice.media.gone.add('built-in');
    alice.media.last(device).end();
    await settle();
    expect(alice.calls.view()?.notices).toEqual([`${device}-switched`]);
    alice.media.states[device] = 'denied';
    alice.media.last(device).end();
    await settle();
    expect(alice.calls.view()?.notices).toEqual([`${device}-denied`]);
  });

  it('that is broken is not opened again and again', async () => {
    const { alice } = await connectedPair();
    for (let times = 0; times < 20; times += 1) {
      alice.media.last(device).end();
      await settle();
    }
    expect(alice.media.opened.filter(({ label }) => label === device).length).toBeLessThanOrEqual(2);
    expect(alice.calls.view()).toMatchObject({ phase: 'connected', notices: [`${device}-missing`] });
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
    expect(alice.calls.view()?.notices).toEqual([]);
    expect(bob.other()?.[device]).toBe(true);
  });

  it('goes on without a gap when the chosen one cannot be opened', async () => {
    const { alice } = await connectedPair();
    const first = alice.media.last(device);
    alice.media.failures[device] = 'denied';
    alice.calls.handleDevices(device);
    await settle();
    expect(first.readyState).toBe('live');
    expect(alice.links.media('bob').sent[device]).toBe(first);
    expect(alice.calls.view()?.notices).toEqual([`${device}-kept`]);
  });

  it('goes on when the chosen one hangs, which takes over when it comes after all', async () => {
    const { alice } = await connectedPair();
    const first = alice.media.last(device);
    let answer = (): void => undefined;
    alice.media.hanging[device] = new Promise((resolve) => {
      answer = resolve;
    });
    alice.preferred[device] = 'desk';
    alice.calls.handleDevices(device);
    await alice.clock.advanceAsync(openTimeoutMs);
    expect(first.readyState).toBe('live');
    expect(alice.calls.view()?.notices).toEqual([`${device}-kept`]);
    answer();
    await settle();
    expect(alice.links.media('bob').sent[device]).toMatchObject({ deviceId: 'desk' });
    expect(first.readyState).toBe('ended');
  });

  it('gives way to the chosen one where only one may be open at a time', async () => {
    const { alice, bob } = await connectedPair();
    alice.media.exclusive = true;
    alice.preferred[device] = 'desk';
    alice.calls.handleDevices(device);
    await settle();
    expect(alice.links.media('bob').sent[device]).toMatchObject({ deviceId: 'desk', readyState: 'live' });
    expect(alice.calls.view()?.notices).toEqual([]);
    expect(bob.other()?.[device]).toBe(true);
  });

  it('comes back when the chosen one belongs to another program, and the person is told', async () => {
    const { alice, bob } = await connectedPair();
    alice.media.exclusive = true;
    alice.media.busy.add('desk');
    alice.preferred[device] = 'desk';
    alice.calls.handleDevices(device);
    await settle();
    expect(alice.links.media('bob').sent[device]).toMatchObject({ deviceId: 'built-in', readyState: 'live' });
    expect(alice.calls.view()?.notices).toEqual([`${device}-kept`]);
    expect(bob.other()?.[device]).toBe(true);
  });

  it('is told to be in use when neither the chosen one nor the former can be had', async () => {
    const { alice, bob } = await connectedPair();
    const { busy } = alice.media;
    alice.media.exclusive = true;
    busy.add('desk');
    busy.add('built-in');
    alice.preferred[device] = 'desk';
    alice.calls.handleDevices(device);
    await settle();
    expect(alice.calls.view()?.notices).toEqual([`${device}-busy`]);
    expect(bob.other()?.[device]).toBe(false);
  });

  it('is not interrupted again and again for a chosen one that is in use, whatever is plugged in', async () => {
    const { alice } = await connectedPair();
    const first = alice.media.last(device);
    alice.media.busy.add('desk');
    alice.preferred[device] = 'desk';
    alice.calls.handleDevices('listed');
    await settle();
    expect(first.readyState).toBe('live');
    expect(alice.calls.view()?.notices).toEqual([]);
  });

  it('that belongs to another program when a call begins gives way to a free one, and the person is told', async () => {
    const bench = createBench();
    bench.media.changeDevices({ ...noDevices, [device]: [desk, shelf, lamp] });
    bench.media.busy.add('desk').add('shelf');
    bench.preferred[device] = 'desk';
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: true });
    await settle();
    expect(bench.media.last(device).deviceId).toBe('lamp');
    expect(bench.calls.view()).toMatchObject({ self: { [device]: 'on' }, notices: [`${device}-replaced`] });
    await bench.clock.advanceAsync(newsMs);
    expect(bench.calls.view()?.notices).toEqual([]);
  });

  it('is told to be in use when every other one is as well', async () => {
    const bench = createBench();
    bench.media.changeDevices({ ...noDevices, [device]: [desk, shelf] });
    bench.media.busy.add('desk').add('shelf');
    bench.preferred[device] = 'desk';
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: true });
    await settle();
    expect(bench.calls.view()?.notices).toEqual([`${device}-busy`]);
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
