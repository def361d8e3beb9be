import { describe, expect, it } from 'vitest';
import type { DeviceKind } from '#src/engine/ports/media-port.ts';
import { settle } from '../../../fakes/virtual-clock.ts';
import { connectedPair } from '../calls/calls-bench.ts';

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
});
