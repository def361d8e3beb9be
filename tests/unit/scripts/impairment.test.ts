import { describe, expect, it } from 'vitest';
import type { Impairment } from '../../../scripts/lib/net/impairment.mjs';
import { createImpairment } from '../../../scripts/lib/net/impairment.mjs';

const packets = 20_000;

/** When each of many packets leaves that come every 20 ms. */
function send(impairment: Impairment, { seed = 7, everyMs = 20, bytes = 500 } = {}): readonly (number | undefined)[] {
  const decide = createImpairment(impairment, seed);
  return Array.from({ length: packets }, (_, index) => {
    const leavesMs = decide(index * everyMs, bytes);
    return leavesMs === undefined ? undefined : leavesMs - index * everyMs;
  });
}

const arrived = (delays: readonly (number | undefined)[]): number[] => delays.filter((delay) => delay !== undefined);

describe('a bad way', () => {
  it('is a good one where nothing is asked of it', () => {
    expect(new Set(send({}))).toEqual(new Set([0]));
  });

  it('loses the share it is told to, and not in a pattern', () => {
    const delays = send({ loss: 0.05 });
    const lost = delays.flatMap((delay, index) => (delay === undefined ? [index] : []));
    expect(lost.length / packets).toBeCloseTo(0.05, 2);
    const inARow = lost.filter((index) => delays[index + 1] === undefined).length;
    expect(inARow / lost.length).toBeCloseTo(0.05, 1);
  });

  it('delays by as much as it is told to, less or more by the jitter, and lets none overtake', () => {
    const delays = arrived(send({ delayMs: 150, jitterMs: 30 }));
    expect(Math.min(...delays)).toBeLessThan(122);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(120);
    expect(Math.max(...delays)).toBeGreaterThan(178);
    expect(Math.max(...delays)).toBeLessThanOrEqual(180);
    expect(delays.filter((delay, index) => index > 0 && delay + 20 < (delays[index - 1] ?? 0))).toEqual([]);
  });

  it('lets the share overtake that it is told to', () => {
    const leaves = arrived(send({ delayMs: 50, reorder: 0.1, heldBackMs: 30 })).map(
      (delay, index) => index * 20 + delay,
    );
    const overtaken = leaves.filter((atMs, index) => atMs > (leaves[index + 1] ?? Infinity));
    // Of two held back in a row the first one is not overtaken.
    expect(overtaken.length / packets).toBeCloseTo(0.1 * 0.9, 2);
  });

  it('lets no more through in a second than it is told to, and loses what would wait for longer than a second', () => {
    const everyMs = 2;
    const delays = send({ bitsPerSecond: 1_000_000 }, { everyMs });
    const seconds = (packets * everyMs) / 1_000;
    expect((arrived(delays).length * 500 * 8) / seconds / 1_000_000).toBeCloseTo(1, 1);
    expect(Math.max(...arrived(delays))).toBeLessThanOrEqual(1_000);
    expect(Math.max(...arrived(delays))).toBeGreaterThan(990);
  });

  it('is the same for the same seed, and loses the same packets whatever else it does to them', () => {
    expect(send({ loss: 0.1, jitterMs: 5, delayMs: 9 })).toEqual(send({ loss: 0.1, jitterMs: 5, delayMs: 9 }));
    expect(send({ loss: 0.1 }, { seed: 8 })).not.toEqual(send({ loss: 0.1 }));
    const lostIn = (delays: readonly (number | undefined)[]): boolean[] => delays.map((delay) => delay === undefined);
    expect(lostIn(send({ loss: 0.1, delayMs: 9, jitterMs: 5, reorder: 0.2 }))).toEqual(lostIn(send({ loss: 0.1 })));
  });
});
