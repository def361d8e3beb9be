import { describe, expect, it } from 'vitest';
import { openTimeoutMs } from '#src/engine/devices/input-device.ts';
import type { DeviceKind } from '#src/engine/ports/media-port.ts';
import { noDevices } from '#src/shared/settings/device-choice.ts';
import { settle } from '../../../fakes/virtual-clock.ts';
import type { Bench } from '../calls/calls-bench.ts';
import { createBench, createPair, ringAt } from '../calls/calls-bench.ts';

const other = { microphone: 'camera', camera: 'microphone' } as const;
const devices: readonly DeviceKind[] = ['microphone', 'camera'];
const desk = { id: 'desk', label: 'Desk' };

/** Whoever opens that device waits until the returned function is called. */
function hang({ media }: Pick<Bench, 'media'>, device: DeviceKind): () => void {
  let answer = (): void => undefined;
  media.hanging[device] = new Promise((resolve) => {
    answer = resolve;
  });
  return () => {
    delete media.hanging[device];
    answer();
  };
}

describe.each(devices)('a %s that hangs', (device) => {
  async function hangingPair() {
    const pair = createPair();
    const answer = hang(pair.alice, device);
    pair.open();
    pair.bob.calls.start({ contactId: 'alice', video: true });
    await settle();
    pair.alice.calls.answer({ video: true });
    await settle();
    return { ...pair, answer };
  }

  it('does not hold up the other one, here or there', async () => {
    const { alice, bob } = await hangingPair();
    expect(alice.calls.view()).toMatchObject({ self: { [other[device]]: 'on', [device]: 'opening' }, notices: [] });
    expect(bob.other()).toMatchObject({ [other[device]]: true, [device]: false });
  });

  it('is told by itself when its time is up, and only it', async () => {
    const { alice, bob, clock } = await hangingPair();
    await clock.advanceAsync(openTimeoutMs - 1);
    expect(alice.calls.view()?.notices).toEqual([]);
    await clock.advanceAsync(1);
    expect(alice.calls.view()?.notices).toEqual([`${device}-hangs`]);
    expect(bob.other()).toMatchObject({ [other[device]]: true, [device]: false });
  });

  it('is used when it comes after all, and nothing is said any more', async () => {
    const { alice, bob, clock, answer } = await hangingPair();
    await clock.advanceAsync(60_000);
    answer();
    await settle();
    expect(alice.calls.view()).toMatchObject({ self: { [device]: 'on' }, notices: [] });
    expect(bob.other()?.[device]).toBe(true);
  });

  it('is told as what it is when it fails after all', async () => {
    const { alice, clock, answer } = await hangingPair();
    await clock.advanceAsync(openTimeoutMs);
    alice.media.failures[device] = 'busy';
    answer();
    await settle();
    expect(alice.calls.view()?.notices).toEqual([`${device}-busy`]);
  });

  it('can be tried again, and what the first try brings is closed', async () => {
    const { alice, bob, clock, answer } = await hangingPair();
    await clock.advanceAsync(openTimeoutMs);
    delete alice.media.hanging[device];
    if (device === 'camera') alice.calls.setCamera({ on: true });
    else alice.calls.setMicrophone({ on: true });
    await settle();
    const second = alice.media.last(device);
    answer();
    await settle();
    expect(alice.media.opened.filter(({ label, readyState }) => label === device && readyState === 'live')).toEqual([
      second,
    ]);
    expect(alice.calls.view()?.notices).toEqual([]);
    expect(bob.other()?.[device]).toBe(true);
  });

  it('is closed when it comes after the call, which nobody waits for', async () => {
    const { alice, bob, clock, answer } = await hangingPair();
    alice.calls.hangUp();
    bob.calls.hangUp();
    expect(clock.pending()).toBe(0);
    answer();
    await settle();
    expect(alice.media.live()).toEqual([]);
  });
});

describe('a microphone on its way', () => {
  it('is muted when somebody mutes it before it is there', async () => {
    const pair = createPair();
    const answer = hang(pair.alice, 'microphone');
    pair.open();
    pair.alice.calls.start({ contactId: 'bob', video: false });
    await settle();
    pair.alice.calls.setMicrophone({ on: false });
    expect(pair.alice.calls.view()?.self.microphone).toBe('muted');
    answer();
    await settle();
    expect(pair.alice.media.last('microphone').enabled).toBe(false);
  });
});

describe('a notice goes when its cause goes', () => {
  async function refuse(bench: Bench): Promise<void> {
    bench.media.states.microphone = 'prompt';
    bench.media.states.camera = 'prompt';
    ringAt(bench);
    bench.calls.answer({ video: true });
    await settle();
    bench.media.states.microphone = 'denied';
    bench.media.states.camera = 'denied';
    bench.calls.permissionSettled({ granted: false });
    await settle();
    expect(bench.calls.view()?.notices).toEqual(['devices-denied']);
  }

  it('of a permission that is given after it was refused; the microphone is used, the camera waits for its button', async () => {
    const bench = createBench();
    await refuse(bench);
    bench.media.states.microphone = 'granted';
    bench.media.states.camera = 'granted';
    bench.calls.handleDevices('listed');
    await settle();
    expect(bench.calls.view()).toMatchObject({ notices: [], self: { microphone: 'on', camera: 'off' } });
    expect(bench.media.live()).toEqual(['microphone']);
  });

  it('of a permission that was refused, when each device is switched on by its button', async () => {
    const bench = createBench();
    await refuse(bench);
    bench.media.states.microphone = 'granted';
    bench.calls.setMicrophone({ on: true });
    await settle();
    expect(bench.calls.view()?.notices).toEqual(['camera-denied']);
    bench.media.states.camera = 'granted';
    bench.calls.setCamera({ on: true });
    await settle();
    expect(bench.calls.view()?.notices).toEqual([]);
  });

  it('of a microphone that was missing from the beginning of the call, which is used as soon as it is there', async () => {
    const { alice, bob } = await withoutDevices();
    alice.media.states.microphone = 'granted';
    alice.calls.handleDevices('listed');
    await settle();
    expect(alice.calls.view()).toMatchObject({ self: { microphone: 'on' }, notices: ['camera-missing'] });
    expect(bob.other()?.microphone).toBe(true);
  });

  it('of a camera that is plugged in, which does not come on by itself', async () => {
    const { alice } = await withoutDevices();
    alice.media.states.camera = 'granted';
    alice.media.changeDevices({ ...noDevices, camera: [desk] });
    alice.calls.handleDevices('listed');
    await settle();
    expect(alice.calls.view()).toMatchObject({ self: { camera: 'off' }, notices: ['microphone-missing'] });
    expect(alice.media.live()).toEqual([]);
  });

  it('but stays while it is so, whatever else is plugged in', async () => {
    const { alice } = await withoutDevices();
    alice.calls.handleDevices('listed');
    await settle();
    expect(alice.calls.view()?.notices).toEqual(['devices-missing']);
  });

  async function withoutDevices() {
    const pair = createPair();
    pair.alice.media.states.microphone = 'missing';
    pair.alice.media.states.camera = 'missing';
    pair.open();
    pair.alice.calls.start({ contactId: 'bob', video: true });
    await settle();
    pair.bob.calls.answer({ video: true });
    await settle();
    return pair;
  }
});

describe('the list of devices', () => {
  it('is read before a call opens any, so that a headset which came without a word is used', async () => {
    const bench = createBench();
    bench.listing = async () => {
      bench.preferred.microphone = 'headset';
    };
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: false });
    await settle();
    expect(bench.media.last('microphone').deviceId).toBe('headset');
  });

  it('is not waited for by the other side, and by the devices not for long', async () => {
    const bench = createBench();
    bench.listing = () => new Promise(() => undefined);
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: false });
    await settle();
    expect(bench.links.kinds('bob')).toEqual(['call.invite']);
    await bench.clock.advanceAsync(500);
    expect(bench.calls.view()?.self.microphone).toBe('on');
  });

  it('opens no microphone for somebody who only shows a screen', async () => {
    const bench = createBench();
    bench.links.open('bob');
    bench.calls.offerScreen({ contactId: 'bob' });
    await settle();
    bench.calls.handleDevices('listed');
    await settle();
    expect(bench.media.live()).toEqual(['screen']);
  });
});
