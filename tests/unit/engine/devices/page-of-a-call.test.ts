import { describe, expect, it } from 'vitest';
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
