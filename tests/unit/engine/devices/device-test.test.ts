import { describe, expect, it } from 'vitest';
import { holdMs, renewMs } from '#src/engine/devices/device-holds.ts';
import { createDeviceTest } from '#src/engine/devices/device-test.ts';
import { openTimeoutMs } from '#src/engine/devices/input-device.ts';
import type { DeviceKind } from '#src/engine/ports/media-port.ts';
import { createFakeMedia } from '../../../fakes/fake-media.ts';
import { createFakeStreams } from '../../../fakes/fake-streams.ts';
import { createVirtualClock, settle } from '../../../fakes/virtual-clock.ts';

function setUp() {
  const media = createFakeMedia();
  const clock = createVirtualClock();
  const preferred: Partial<Record<DeviceKind, string>> = {};
  const errors: string[] = [];
  const test = createDeviceTest({
    media,
    streams: createFakeStreams(),
    clock,
    preferred: (device) => preferred[device] ?? null,
    log: (_level, event) => void errors.push(event),
  });
  return { media, clock, preferred, test, errors };
}

describe('trying devices', () => {
  it('opens only what is held, and shows and measures it', async () => {
    const { media, test } = setUp();
    test.hold('a', ['camera']);
    await settle();
    expect(media.live()).toEqual(['camera']);
    expect(test.hold('a', ['camera', 'microphone'])).toMatchObject({ camera: 'on', microphone: 'opening' });
    await settle();
    media.amplitude = 10 ** (-33 / 20);
    const view = test.hold('a', ['camera', 'microphone']);
    expect(view).toMatchObject({ camera: 'on', microphone: 'on' });
    expect(test.level()).toBeCloseTo(0.5);
    expect(view.picture).toBeGreaterThan(0);
  });

  it('closes everything when a surface is gone without a word', async () => {
    const { media, clock, test } = setUp();
    test.hold('a', ['camera', 'microphone']);
    await settle();
    clock.advance(holdMs - 1);
    expect(media.live()).toHaveLength(2);
    clock.advance(1);
    expect(media.live()).toEqual([]);
  });

  it('closes soon after a surface closed what nobody goes on holding, and leaves the rest open', async () => {
    const { media, clock, test } = setUp();
    test.hold('popup', ['camera']);
    test.hold('panel', ['microphone']);
    await settle();
    test.handleSurfaceClosed();
    clock.advance(renewMs - 1);
    test.hold('panel', ['microphone']);
    expect(media.live()).toEqual(['camera', 'microphone']);
    clock.advance(1);
    expect(media.live()).toEqual(['microphone']);
    clock.advance(holdMs - 2);
    expect(media.live()).toEqual(['microphone']);
    clock.advance(1);
    expect(media.live()).toEqual([]);
    expect(clock.pending()).toBe(0);
  });

  it('says of a camera that it hangs, and shows it when it comes after all', async () => {
    const { media, clock, test } = setUp();
    let answer = (): void => undefined;
    media.hanging.camera = new Promise((resolve) => {
      answer = resolve;
    });
    const hold = () => test.hold('a', ['camera']);
    hold();
    for (let waitedMs = 0; waitedMs < openTimeoutMs; waitedMs += 1_000) {
      expect(hold().camera).toBe('opening');
      await clock.advanceAsync(1_000);
    }
    expect(hold()).toMatchObject({ camera: 'hangs', picture: 0 });
    answer();
    await settle();
    expect(hold().camera).toBe('on');
  });

  it('says of a microphone that the system silences it', async () => {
    const { media, test } = setUp();
    test.hold('a', ['microphone']);
    await settle();
    media.last('microphone').silence(true);
    expect(test.hold('a', ['microphone']).microphone).toBe('silenced');
  });

  it('closes at once when it is released, also what is still opening', async () => {
    const { media, test } = setUp();
    let openNow = (): void => undefined;
    media.gate = new Promise((resolve) => {
      openNow = resolve;
    });
    test.hold('a', ['camera']);
    await settle();
    test.release('a');
    openNow();
    await settle();
    expect(media.opened).toHaveLength(1);
    expect(media.live()).toEqual([]);
  });

  it('goes on for a second surface when the first one leaves', async () => {
    const { media, test } = setUp();
    test.hold('a', ['camera', 'microphone']);
    test.hold('b', ['camera']);
    await settle();
    test.release('a');
    expect(media.live()).toEqual(['camera']);
  });

  it('follows the choice', async () => {
    const { media, preferred, test } = setUp();
    test.hold('a', ['camera']);
    await settle();
    preferred.camera = 'desk';
    test.hold('a', ['camera']);
    await settle();
    expect(media.live()).toEqual(['camera']);
    expect(media.last('camera').deviceId).toBe('desk');
  });

  it.each([
    ['missing', 'missing'],
    ['denied', 'denied'],
    ['prompt', 'not-asked'],
  ] as const)('never opens a device whose state is %s, and says %s', async (access, state) => {
    const { media, test } = setUp();
    media.states.camera = access;
    test.hold('a', ['camera']);
    await settle();
    expect(test.hold('a', ['camera']).camera).toBe(state);
    expect(media.opened).toEqual([]);
  });

  it('says that a device was unplugged, and opens it again only for a new try', async () => {
    const { media, test } = setUp();
    test.hold('a', ['camera']);
    await settle();
    media.last('camera').end();
    expect(test.hold('a', ['camera'])).toMatchObject({ camera: 'missing', picture: 0 });
    test.release('a');
    test.hold('a', ['camera']);
    await settle();
    expect(test.hold('a', ['camera']).camera).toBe('on');
  });
});

describe('a look at oneself before the answer', () => {
  const ringing = { callId: 'call-1', phase: 'incoming' } as const;

  /** A call rings and the camera is shown for it. */
  async function look() {
    const parts = setUp();
    parts.test.handleCallChanged(ringing);
    parts.test.hold('a', ['camera'], 'call-1');
    await settle();
    expect(parts.media.live()).toEqual(['camera']);
    return parts;
  }

  it.each([
    ['there is no call', null],
    ['another call rings', { callId: 'call-2', phase: 'incoming' }],
    ['the call has been answered', { callId: 'call-1', phase: 'connecting' }],
    ['the call has ended', { callId: 'call-1', phase: 'ended' }],
  ] as const)('opens nothing when %s', async (_, call) => {
    const { media, test } = setUp();
    test.handleCallChanged(call);
    expect(test.hold('a', ['camera'], 'call-1')).toMatchObject({ camera: 'off', picture: 0 });
    await settle();
    expect(media.opened).toEqual([]);
  });

  it.each([
    ['the ring ends', null],
    ['the ring ends in words that are still shown', { callId: 'call-1', phase: 'ended' }],
    ['another call takes its place', { callId: 'call-2', phase: 'incoming' }],
  ] as const)('is over at once, although a surface still asks, when %s', async (_, call) => {
    const { media, test } = await look();
    test.handleCallChanged(call);
    expect(media.live()).toEqual([]);
    expect(test.hold('a', ['camera'], 'call-1').camera).toBe('off');
    await settle();
    expect(media.live()).toEqual([]);
  });

  it('is over with the next question after an answer without the camera, which opens nothing again', async () => {
    const { media, test } = await look();
    test.handleCallChanged({ ...ringing, phase: 'connecting' });
    test.hold('a', ['camera'], 'call-1');
    await settle();
    expect(media.live()).toEqual([]);
    expect(media.opened).toHaveLength(1);
  });

  it('hands its camera over to the call, still on, and is over for everybody who looked', async () => {
    const { media, test } = await look();
    test.hold('b', ['camera'], 'call-1');
    test.handleCallChanged({ ...ringing, phase: 'connecting' });
    const track = test.takeCamera(null);
    expect(track).toBe(media.last('camera').asTrack());
    test.release('a');
    expect(test.hold('b', ['camera'], 'call-1')).toMatchObject({ camera: 'off', picture: 0 });
    await settle();
    expect(media.live()).toEqual(['camera']);
    expect(media.opened).toHaveLength(1);
  });

  it('closes its camera when the call is to open another one', async () => {
    const { media, test } = await look();
    expect(test.takeCamera('desk')).toBeNull();
    expect(media.live()).toEqual([]);
  });

  it('closes a camera that is still opening when the call opens its own', async () => {
    const { media, test } = setUp();
    let openNow = (): void => undefined;
    media.gate = new Promise((resolve) => {
      openNow = resolve;
    });
    test.handleCallChanged(ringing);
    test.hold('a', ['camera'], 'call-1');
    await settle();
    expect(test.takeCamera(null)).toBeNull();
    openNow();
    await settle();
    expect(media.opened).toHaveLength(1);
    expect(media.live()).toEqual([]);
  });

  it('leaves a camera alone that is tried in the settings', async () => {
    const { media, test } = await look();
    test.hold('b', ['camera']);
    test.release('a');
    expect(test.takeCamera(null)).toBeNull();
    test.handleCallChanged(ringing);
    expect(media.live()).toEqual(['camera']);
  });
});
