import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loudnessOf, peakOf } from '#src/engine/devices/rules/loudness.ts';

const tone = (amplitude: number): Float32Array =>
  Float32Array.from({ length: 2_048 }, (_, index) => amplitude * Math.sin(index / 5));

describe('loudnessOf', () => {
  it('is nothing in silence and all in a shout', () => {
    expect(loudnessOf(new Float32Array(2_048))).toBe(0);
    expect(loudnessOf(new Float32Array(0))).toBe(0);
    expect(loudnessOf(tone(0.0005))).toBe(0);
    expect(loudnessOf(tone(1))).toBe(1);
  });

  it('grows with the sound and never leaves the scale', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (one, other) => {
          const [quiet, loud] = [loudnessOf(tone(Math.min(one, other))), loudnessOf(tone(Math.max(one, other)))];
          expect(quiet).toBeGreaterThanOrEqual(0);
          expect(loud).toBeLessThanOrEqual(1);
          expect(loud).toBeGreaterThanOrEqual(quiet);
        },
      ),
    );
  });

  it('forgets what was loud a moment ago', () => {
    const samples = new Float32Array(8_192);
    samples.set(tone(1));
    expect(loudnessOf(samples)).toBe(0);
  });

  it.each([
    [-60, 0],
    [-33, 0.5],
    [-6, 1],
  ])('puts %d dB at %d', (db, loudness) => {
    expect(loudnessOf(new Float32Array(512).fill(10 ** (db / 20)))).toBeCloseTo(loudness, 5);
  });
});

describe('peakOf', () => {
  it('finds the loudest of all, whichever way it swings', () => {
    expect(peakOf(new Float32Array([0.25, -0.5, 0.125]))).toBe(0.5);
    expect(peakOf(new Float32Array(0))).toBe(0);
  });
});
