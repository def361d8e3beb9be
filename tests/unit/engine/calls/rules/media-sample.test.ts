import { describe, expect, it } from 'vitest';
import { sampleBetween } from '#src/engine/calls/rules/media-sample.ts';
import { noCounters } from '../../../../fakes/fake-media.ts';

const soundOf = (id: string, packets: number, jitterMs: number) => ({ id, packets, jitterMs });
const before = { ...noCounters, atMs: 1_000 };

describe('a sample', () => {
  it('is what happened between two readings', () => {
    const after = {
      ...noCounters,
      atMs: 5_000,
      packetsReceived: 180,
      packetsLost: 20,
      packetsSent: 200,
      packetsLostThere: 10,
      bytesReceived: 50_000,
      bytesSent: 100_000,
      roundTripMs: 30,
    };
    expect(sampleBetween(before, after)).toMatchObject({
      lossReceived: 0.1,
      lossSent: 0.05,
      receivedBps: 100_000,
      sentBps: 200_000,
      roundTripMs: 30,
    });
  });

  it('tells how unevenly sound arrives, here and there, by the worst of each', () => {
    const after = {
      ...before,
      atMs: 9_000,
      sounds: [soundOf('voice', 400, 12), soundOf('screen', 400, 50)],
      soundsThere: [soundOf('voice', 400, 90)],
    };
    expect(sampleBetween(before, after)).toMatchObject({ jitterMs: 50, jitterThereMs: 90 });
  });

  it('does not take a gap in which nothing was sent, as while a microphone is exchanged, for an uneven way', () => {
    const earlier = { ...before, sounds: [soundOf('voice', 1_000, 5)], soundsThere: [soundOf('voice', 1_000, 5)] };
    const gapMs = 1_500;
    const afterGap = { id: 'voice', packets: 1_400 - gapMs / 20, jitterMs: gapMs / 16 };
    const after = { ...earlier, atMs: 9_000, sounds: [afterGap], soundsThere: [afterGap] };
    expect(sampleBetween(earlier, after)).toMatchObject({ jitterMs: null, jitterThereMs: null });
  });

  it('tells unevenness although some packets are still on their way', () => {
    const after = { ...before, atMs: 9_000, sounds: [soundOf('voice', 381, 90)], soundsThere: [] };
    expect(sampleBetween(before, after)).toMatchObject({ jitterMs: 90, jitterThereMs: null });
  });

  it('says nothing of losses when hardly anything was sent', () => {
    const after = {
      ...noCounters,
      atMs: 3_000,
      packetsReceived: 1,
      packetsLost: 5,
      packetsSent: 3,
      packetsLostThere: 3,
    };
    expect(sampleBetween(before, after)).toMatchObject({ lossReceived: null, lossSent: null });
  });

  it('says nothing of what the browser does not count', () => {
    const uncounted = { packetsLost: null, packetsLostThere: null, bytesSent: null, limitedBy: null };
    const after = { ...noCounters, atMs: 3_000, packetsReceived: 100, packetsSent: 100, bytesReceived: 500 };
    const unknown = { lossReceived: null, lossSent: null, sentBps: null };
    expect(sampleBetween({ ...before, ...uncounted }, after)).toMatchObject(unknown);
    expect(sampleBetween(before, { ...after, ...uncounted })).toMatchObject({ ...unknown, limitedBy: null });
  });

  it('is no gain when lost packets turn up late, nor when totals begin again', () => {
    const lossy = { ...before, packetsLost: 50, packetsLostThere: 50, bytesSent: 9_000 };
    const after = { ...noCounters, atMs: 3_000, packetsReceived: 100, packetsSent: 100 };
    expect(sampleBetween(lossy, after)).toMatchObject({ lossReceived: 0, lossSent: 0, sentBps: 0 });
  });

  it('tells losses from twenty packets on, and counts bytes from the reading before', () => {
    const earlier = { ...before, bytesReceived: 1_000, bytesSent: 3_000 };
    const after = {
      ...noCounters,
      atMs: 2_000,
      packetsReceived: 15,
      packetsLost: 5,
      packetsSent: 20,
      packetsLostThere: 1,
      bytesReceived: 2_000,
      bytesSent: 5_000,
    };
    const sample = { lossReceived: 0.25, lossSent: 0.05, receivedBps: 8_000, sentBps: 16_000 };
    expect(sampleBetween(earlier, after)).toMatchObject(sample);
  });
});
