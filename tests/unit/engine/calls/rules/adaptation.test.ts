import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Adaptation } from '#src/engine/calls/rules/adaptation.ts';
import { cameraSteps, initialAdaptation, limitsOf, stepAdaptation } from '#src/engine/calls/rules/adaptation.ts';
import type { MediaSample } from '#src/engine/calls/rules/media-sample.ts';
import { nothingKnown, sampleWith, smoothSample } from '../../../../fakes/media-samples.ts';

const lossy = sampleWith({ lossSent: 0.2 });
const busy = sampleWith({ limitedBy: 'cpu' });

function adapted(samples: readonly MediaSample[], from: Adaptation = initialAdaptation): Adaptation {
  return samples.reduce(stepAdaptation, from);
}

function times(count: number, sample: MediaSample): MediaSample[] {
  return Array.from({ length: count }, () => sample);
}

describe('what is sent of the camera', () => {
  it('is everything on a smooth way', () => {
    expect(adapted(times(100, smoothSample))).toMatchObject({ step: 0 });
    expect(limitsOf(initialAdaptation)?.scaleDownBy).toBe(1);
  });

  it.each([
    ['packets are lost', lossy],
    ['the computer is busy', busy],
  ])('is less after two samples in which %s, and not after one', (_what, sample) => {
    expect(adapted([sample]).step).toBe(0);
    expect(adapted([sample, smoothSample, sample]).step).toBe(0);
    expect(adapted([sample, sample]).step).toBe(1);
  });

  it('is not taken away because they lose packets on their way to us', () => {
    expect(adapted(times(50, sampleWith({ lossReceived: 0.5 }))).step).toBe(0);
  });

  it('stays as it is while nothing is known', () => {
    expect(adapted(times(50, nothingKnown)).step).toBe(0);
    const low = adapted(times(6, lossy));
    expect(adapted(times(50, nothingKnown), low).step).toBe(low.step);
  });

  it('comes back step by step', () => {
    const low = adapted(times(6, lossy));
    expect(low.step).toBe(3);
    expect(adapted(times(4, smoothSample), low).step).toBe(3);
    expect(adapted(times(5, smoothSample), low).step).toBe(2);
    expect(adapted(times(40, smoothSample), low).step).toBe(0);
  });

  it('is tried again ever more rarely where each try fails', () => {
    let state = adapted(times(2, lossy));
    const waits: number[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      let waited = 0;
      while (state.step === 1) {
        state = stepAdaptation(state, smoothSample);
        waited += 1;
      }
      waits.push(waited);
      state = adapted(times(2, lossy), state);
    }
    expect(waits).toEqual([5, 10, 20, 40, 40]);
  });

  it('forgets failed tries once one has lasted', () => {
    const twiceFailed = adapted([...times(2, lossy), ...times(5, smoothSample), ...times(2, lossy)]);
    expect(twiceFailed.patience).toBe(10);
    expect(adapted(times(20, smoothSample), twiceFailed).patience).toBe(5);
  });

  it('always is one of the steps, each cheaper than the one before', () => {
    const anySample = fc.record({
      lossSent: fc.double({ min: 0, max: 1, noNaN: true }),
      limitedBy: fc.constantFrom('none' as const, 'bandwidth' as const, 'cpu' as const),
    });
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 200 }), (samples) => {
        expect(limitsOf(samples.reduce(stepAdaptation, initialAdaptation))).toBeDefined();
      }),
    );
    for (const [index, step] of cameraSteps.entries()) {
      const before = cameraSteps[index - 1];
      if (before !== undefined) expect(step.maxBitrateBps * 2).toBeLessThan(before.maxBitrateBps);
    }
  });

  it('is the least there is, however long it is strained', () => {
    expect(adapted(times(50, lossy)).step).toBe(cameraSteps.length - 1);
  });

  it.each([
    [0.08, 1],
    [0.079, 0],
  ])('at a loss of %d goes to step %i', (lossSent, step) => {
    expect(adapted(times(2, sampleWith({ lossSent }))).step).toBe(step);
  });

  it.each([
    [0.019, 0],
    [0.02, 1],
    [0.05, 1],
  ])('comes back after calm samples only: with a loss of %d to step %i', (lossSent, step) => {
    const low = adapted([lossy, lossy, ...times(4, smoothSample)]);
    expect(stepAdaptation(low, sampleWith({ lossSent })).step).toBe(step);
  });

  it('is not calm while the computer is busy', () => {
    expect(adapted([lossy, lossy, ...times(4, smoothSample), busy, smoothSample]).step).toBe(1);
  });

  it.each([
    [3, 10],
    [4, 5],
  ])('tried for %i good samples before it was too much waits %i the next time', (good, patience) => {
    const tried = [lossy, lossy, ...times(5, smoothSample), ...times(good, smoothSample), lossy, lossy];
    expect(adapted(tried)).toMatchObject({ step: 1, patience });
  });
});
