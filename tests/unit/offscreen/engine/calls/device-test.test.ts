import { describe, expect, it } from 'vitest';
import { createDeviceTest, holdMs } from '../../../../../src/offscreen/engine/calls/device-test.ts';
import type { DeviceKind } from '../../../../../src/offscreen/media/media-port.ts';
import { createFakeMedia } from '../../../../fakes/fake-media.ts';
import { createFakeShelf } from '../../../../fakes/fake-shelf.ts';
import { createVirtualClock, settle } from '../../../../fakes/virtual-clock.ts';

function setUp() {
  const media = createFakeMedia();
  const clock = createVirtualClock();
  const preferred: Partial<Record<DeviceKind, string>> = {};
  const errors: string[] = [];
  const test = createDeviceTest({
    media,
    shelf: createFakeShelf(),
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
    const view = test.hold('a', ['camera', 'microphone']);
    expect(view).toMatchObject({ camera: 'on', microphone: 'on', level: 0.5 });
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
    ['denied', 'refused'],
    ['prompt', 'refused'],
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
