import { describe, expect, it } from 'vitest';
import { openSoundMeter } from '#src/adapters/media/sound-meter.ts';
import { FakeTrack } from '../../../fakes/fake-track.ts';

function setUp(loudness: number, enabled = false) {
  const track = new FakeTrack('microphone');
  track.enabled = enabled;
  const copies: FakeTrack[] = [];
  const original = Object.assign(track, {
    clone() {
      const copy = new FakeTrack('copy');
      copy.enabled = track.enabled;
      copies.push(copy);
      return copy;
    },
  });
  const context = {
    open: true,
    createAnalyser: () => ({
      fftSize: 0,
      getFloatTimeDomainData: (samples: Float32Array) => samples.set([0.01, -loudness, 0.02]),
    }),
    createMediaStreamSource: () => ({ connect: () => undefined }),
    async close() {
      context.open = false;
    },
  };
  // Only what the meter uses of each exists.
  const meter = openSoundMeter(
    original.asTrack(),
    () => context as unknown as AudioContext,
    () => ({}) as MediaStream,
  );
  return { meter, track, copies, context };
}

describe('the meter of a muted microphone', () => {
  it('hears through a copy and leaves the muted track muted', () => {
    const { meter, track, copies } = setUp(0.4);
    expect(meter.samples()[1]).toBeCloseTo(-0.4);
    expect(copies.map(({ enabled }) => enabled)).toEqual([true]);
    expect(track.enabled).toBe(false);
  });

  it('needs no copy, which would be one more open input, while the microphone is on', () => {
    const { meter, track, copies, context } = setUp(0.4, true);
    expect(meter.samples()[1]).toBeCloseTo(-0.4);
    meter.close();
    expect(copies).toEqual([]);
    expect([track.readyState, context.open]).toEqual(['live', false]);
  });

  it('lets go of the copy and nothing else', () => {
    const { meter, track, copies, context } = setUp(0.4);
    meter.close();
    expect(copies.map(({ readyState }) => readyState)).toEqual(['ended']);
    expect(track.readyState).toBe('live');
    expect(context.open).toBe(false);
  });
});
