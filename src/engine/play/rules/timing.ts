import type { Timing } from './game.ts';

/** As TCP weighs its samples (RFC 6298 §2.3) and RTP the difference between two of them (RFC 3550 §6.4.1). */
const rttWeight = 1 / 8;
const jitterWeight = 1 / 16;

export function addSample(before: Timing | null, rttMs: number): Timing {
  if (before === null) return { rttMs, jitterMs: 0 };
  return {
    rttMs: before.rttMs + (rttMs - before.rttMs) * rttWeight,
    jitterMs: before.jitterMs + (Math.abs(rttMs - before.rttMs) - before.jitterMs) * jitterWeight,
  };
}
