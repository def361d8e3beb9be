import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MediaSample } from '#src/engine/calls/rules/media-sample.ts';
import { classify, goodQuality, initialQuality, stepQuality } from '#src/engine/calls/rules/quality.ts';
import { sampleWith, smoothSample } from '../../../../fakes/media-samples.ts';

const severities = { good: 0, weak: 1, poor: 2 };
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const loss = fc.option(fraction, { nil: null });
const milliseconds = fc.option(fc.integer({ min: 0, max: 5_000 }), { nil: null });
const anySample: fc.Arbitrary<MediaSample> = fc.record({
  lossReceived: loss,
  lossSent: loss,
  roundTripMs: milliseconds,
  jitterMs: milliseconds,
  jitterThereMs: milliseconds,
  availableBps: fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: null }),
  limitedBy: fc.constantFrom('none', 'bandwidth', 'cpu', null),
  receivedBps: fc.nat(),
  sentBps: fc.nat(),
  received: fc.constant(null),
  sent: fc.constant(null),
});

function told(samples: readonly MediaSample[]) {
  return samples.reduce(stepQuality, initialQuality).told;
}

describe('one sample', () => {
  it.each([
    [{}, 'good', null],
    [{ lossReceived: 0.029, lossSent: 0.029, roundTripMs: 299, jitterMs: 39 }, 'good', null],
    [{ lossReceived: 0.03 }, 'weak', 'their-network'],
    [{ lossReceived: 0.1 }, 'poor', 'their-network'],
    [{ lossSent: 0.03 }, 'weak', 'your-network'],
    [{ lossSent: 0.1 }, 'poor', 'your-network'],
    [{ lossSent: 0.05, lossReceived: 0.2 }, 'poor', 'your-network'],
    [{ roundTripMs: 300 }, 'weak', 'slow-way'],
    [{ roundTripMs: 600 }, 'poor', 'slow-way'],
    [{ jitterMs: 40 }, 'weak', 'their-network'],
    [{ jitterThereMs: 100 }, 'poor', 'your-network'],
    [{ limitedBy: 'cpu' }, 'weak', 'busy-computer'],
    [{ limitedBy: 'cpu', lossReceived: 0.5 }, 'poor', 'their-network'],
    [{ limitedBy: 'bandwidth', availableBps: 240_000 }, 'weak', 'your-network'],
    [{ limitedBy: 'bandwidth', availableBps: 90_000 }, 'poor', 'your-network'],
    // A voice alone asks for little, and the estimate stays small.
    [{ limitedBy: 'none', availableBps: 90_000 }, 'good', null],
    [{ limitedBy: 'bandwidth', availableBps: 900_000 }, 'good', null],
    [{ limitedBy: 'bandwidth', availableBps: 250_000 }, 'good', null],
    [{ limitedBy: 'bandwidth', availableBps: 100_000 }, 'weak', 'your-network'],
    [{ limitedBy: 'bandwidth', availableBps: null }, 'good', null],
    [{ roundTripMs: null, jitterMs: null, jitterThereMs: null }, 'good', null],
  ] as const)('with %o is %s because of %s', (change, grade, reason) => {
    expect(classify(sampleWith(change))).toEqual({ grade, reason });
  });

  it('names a reason exactly when it is not good', () => {
    fc.assert(
      fc.property(anySample, (sample) => {
        const { grade, reason } = classify(sample);
        expect(reason === null).toBe(grade === 'good');
      }),
    );
  });

  it('is never called better because more is lost or it takes longer', () => {
    fc.assert(
      fc.property(anySample, fraction, fraction, fc.nat(2_000), (sample, out, here, later) => {
        const worse = classify({
          ...sample,
          lossSent: Math.max(sample.lossSent ?? 0, out),
          lossReceived: Math.max(sample.lossReceived ?? 0, here),
          roundTripMs: (sample.roundTripMs ?? 0) + later,
        });
        expect(severities[worse.grade]).toBeGreaterThanOrEqual(severities[classify(sample).grade]);
      }),
    );
  });
});

describe('what is told', () => {
  const lossy = sampleWith({ lossReceived: 0.2 });

  it('stays good over one hiccup', () => {
    expect(told([lossy])).toEqual(goodQuality);
    expect(told([lossy, smoothSample, lossy, smoothSample])).toEqual(goodQuality);
  });

  it('is bad after two bad samples in a row', () => {
    expect(told([lossy, lossy])).toEqual({ grade: 'poor', reason: 'their-network' });
  });

  it.each([
    [3, 'poor'],
    [4, 'good'],
  ])('%i good samples later is %s', (count, grade) => {
    expect(told([lossy, lossy, ...Array.from({ length: count }, () => smoothSample)]).grade).toBe(grade);
  });

  it('does not jump to good over a weak time', () => {
    const weak = sampleWith({ lossReceived: 0.05 });
    expect(told([lossy, lossy, smoothSample, weak, smoothSample, smoothSample]).grade).toBe('weak');
  });

  it('settles on what is measured, whatever was before', () => {
    fc.assert(
      fc.property(fc.array(anySample, { maxLength: 30 }), anySample, (before, last) => {
        expect(told([...before, ...Array.from({ length: 8 }, () => last)])).toEqual(classify(last));
      }),
    );
  });

  it('never changes with one sample in between that differs', () => {
    fc.assert(
      fc.property(anySample, anySample, (usual, odd) => {
        const calm = [usual, usual, usual, usual, usual];
        expect(told([...calm, odd, ...calm])).toEqual(told(calm));
        expect(told([...calm, odd])).toEqual(told(calm));
      }),
    );
  });

  it('changes at most once in two samples', () => {
    fc.assert(
      fc.property(fc.array(anySample, { minLength: 2, maxLength: 60 }), (samples) => {
        let state = initialQuality;
        let changes = 0;
        for (const sample of samples) {
          const next = stepQuality(state, sample);
          if (next.told !== state.told) changes += 1;
          state = next;
        }
        expect(changes).toBeLessThanOrEqual(samples.length / 2);
      }),
    );
  });

  it('changes its reason as quickly as it gets worse', () => {
    const out = sampleWith({ lossSent: 0.2 });
    expect(told([lossy, lossy, out]).reason).toBe('their-network');
    expect(told([lossy, lossy, out, out])).toEqual({ grade: 'poor', reason: 'your-network' });
  });

  it('waits anew when it swings from better to worse', () => {
    const weak = sampleWith({ lossReceived: 0.05 });
    expect(told([weak, weak, smoothSample, lossy]).grade).toBe('weak');
    expect(told([weak, weak, smoothSample, lossy, lossy]).grade).toBe('poor');
  });

  it('is the same object while nothing differs', () => {
    expect(stepQuality(initialQuality, smoothSample)).toBe(initialQuality);
    const doubting = stepQuality(initialQuality, lossy);
    expect(stepQuality(doubting, smoothSample)).toEqual(initialQuality);
  });
});
