import { describe, expect, it } from 'vitest';
import { renderTone } from '#src/adapters/media/tones.ts';
import type { Tone } from '#src/engine/ports/media-port.ts';

const tones: readonly Tone[] = ['ring', 'ring-back'];
const loudest = (samples: Float32Array): number => samples.reduce((top, sample) => Math.max(top, Math.abs(sample)), 0);

describe('a tone', () => {
  it.each(tones)('%s is never louder than the speaker can play', (tone) => {
    const peak = loudest(renderTone(tone));
    expect(peak).toBeGreaterThan(0.01);
    expect(peak).toBeLessThan(1);
  });

  it.each(tones)('%s repeats without a click', (tone) => {
    const samples = renderTone(tone);
    expect(samples[0]).toBe(0);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.001);
  });

  it('is softer for the one who calls', () => {
    expect(loudest(renderTone('ring-back'))).toBeLessThan(loudest(renderTone('ring')) / 2);
  });
});
