import { describe, expect, it } from 'vitest';
import { newsMs } from '#src/engine/calls/call-notices.ts';
import type { DeviceKind } from '#src/engine/ports/media-port.ts';
import { settle } from '../../../fakes/virtual-clock.ts';
import { connectedPair, createPair } from '../calls/calls-bench.ts';

describe.each<DeviceKind>(['microphone', 'camera'])('a %s in a call', (device) => {
  it('that went with the page of the call is off until it is switched on again, whatever pages are opened', async () => {
    const { alice, bob } = await connectedPair();
    alice.media.failures[device] = 'no-window';
    alice.media.last(device).end();
    await settle();
    expect(alice.calls.view()?.notices).toEqual([`${device}-no-window`]);
    delete alice.media.failures[device];
    const before = alice.media.opened.length;
    alice.calls.handleDevices('listed');
    await settle();
    expect(alice.media.opened).toHaveLength(before);
    expect(alice.calls.view()?.notices).toEqual([]);
    if (device === 'microphone') alice.calls.setMicrophone({ on: true });
    else alice.calls.setCamera({ on: true });
    await settle();
    expect(bob.other()?.[device]).toBe(true);
  });

  it('that comes back at once has not given way to another one, and nothing is said', async () => {
    const { alice, bob } = await connectedPair();
    const first = alice.media.last(device);
    first.end();
    await settle();
    const second = alice.media.last(device);
    expect(second).not.toBe(first);
    expect(second.deviceId).toBe(first.deviceId);
    expect(alice.calls.view()).toMatchObject({ phase: 'connected', notices: [] });
    expect(bob.other()?.[device]).toBe(true);
  });

  it('that nobody chose is sought again when it went with its page, not the one that the system would choose now', async () => {
    const { alice } = await connectedPair();
    alice.media.gone.add('built-in');
    alice.media.last(device).end();
    await settle();
    expect(alice.media.last(device).deviceId).toBe('spare');
    alice.media.gone.clear();
    await alice.clock.advanceAsync(newsMs);
    alice.media.last(device).end();
    await settle();
    expect(alice.media.last(device).deviceId).toBe('spare');
    expect(alice.calls.view()?.notices).toEqual([]);
  });

  it('gives way to the chosen one, which is there by then, without a word', async () => {
    const { alice } = await connectedPair();
    alice.media.busy.add('desk');
    alice.preferred[device] = 'desk';
    alice.calls.handleDevices('listed');
    await settle();
    alice.media.busy.clear();
    alice.media.last(device).end();
    await settle();
    expect(alice.media.last(device).deviceId).toBe('desk');
    expect(alice.calls.view()?.notices).toEqual([]);
  });

  it('for which no page was there yet comes on with the first one, for nobody has closed any', async () => {
    const { alice, bob, open } = createPair();
    alice.media.failures[device] = 'no-window';
    open();
    alice.calls.start({ contactId: 'bob', video: true });
    await settle();
    bob.calls.answer({ video: true });
    await settle();
    expect(alice.calls.view()?.notices).toEqual([`${device}-no-window`]);
    delete alice.media.failures[device];
    alice.calls.handleDevices('listed');
    await settle();
    // A camera that could not be opened is never switched on by itself.
    expect(alice.calls.view()?.self[device]).toBe(device === 'microphone' ? 'on' : 'off');
  });
});
