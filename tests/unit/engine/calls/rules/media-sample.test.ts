import { describe, expect, it } from 'vitest';
import { sampleBetween } from '#src/engine/calls/rules/media-sample.ts';
import { noCounters } from '../../../../fakes/fake-media.ts';

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

  it('says nothing of losses when hardly anything was sent', () => {
    const after = {
      ...noCounters,
      atMs: 3_000,
      packetsReceived: 1,
      packetsLost: 5,
      packetsSent: 3,
      packetsLostThere: 3,
    };
    expect(sampleBetween(before, after)).toMatchObject({ lossReceived: 0, lossSent: 0 });
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
