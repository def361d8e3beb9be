import { describe, expect, it } from 'vitest';
import { withTriedCamera } from '#src/engine/devices/tried-camera.ts';
import { createFakeMedia } from '../../../fakes/fake-media.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

/** A look at oneself that ends as soon as nobody has taken its camera. */
async function setUp() {
  const fake = createFakeMedia();
  const clock = createVirtualClock();
  const opened = await fake.open('camera', null);
  if (opened.kind !== 'opened') throw new Error('no camera');
  const { track: shown } = opened;
  let held: MediaStreamTrack | null = shown;
  const media = withTriedCamera({
    media: fake,
    clock,
    preferred: () => null,
    takeCamera() {
      const track = held;
      held = null;
      return track;
    },
  });
  const endLook = (): void => {
    held?.stop();
    held = null;
  };
  return { media, fake, clock, shown, endLook };
}

describe('the camera of a look before the answer', () => {
  it('goes over although the look ends between the question and the opening', async () => {
    const { media, shown, endLook, clock } = await setUp();
    const asked = media.access('camera');
    endLook();
    expect(await asked).toBe('granted');
    expect(await media.open('camera', null)).toEqual({ kind: 'opened', track: shown });
    clock.advance(60_000);
    expect(shown.readyState).toBe('live');
    expect(clock.pending()).toBe(0);
  });

  it('goes over without having been asked for', async () => {
    const { media, shown } = await setUp();
    expect(await media.open('camera', null)).toEqual({ kind: 'opened', track: shown });
  });

  it('is closed when another one is wanted by then', async () => {
    const { media, fake, shown, clock } = await setUp();
    await media.access('camera');
    const opened = await media.open('camera', 'desk');
    expect(opened.kind === 'opened' && opened.track).toBe(fake.last('camera'));
    expect(fake.last('camera')).not.toBe(shown);
    expect(shown.readyState).toBe('ended');
    expect(clock.pending()).toBe(0);
  });

  it('is closed when nobody opens it after all', async () => {
    const { media, shown, clock } = await setUp();
    await media.access('camera');
    clock.advance(999);
    expect(shown.readyState).toBe('live');
    clock.advance(1);
    expect(shown.readyState).toBe('ended');
  });

  it('is left alone by whoever wants the microphone', async () => {
    const { media, fake, shown, endLook } = await setUp();
    await media.access('microphone');
    await media.open('microphone', null);
    expect(fake.live()).toContain('microphone');
    endLook();
    expect(shown.readyState).toBe('ended');
  });
});
