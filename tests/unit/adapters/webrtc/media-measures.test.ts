import { describe, expect, it } from 'vitest';
import { countMedia, readLevels } from '#src/adapters/webrtc/media-measures.ts';
import { noCounters } from '../../../fakes/fake-media.ts';

const report = [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P2' },
  { id: 'P1', type: 'candidate-pair', currentRoundTripTime: 9, availableOutgoingBitrate: 1 },
  { id: 'P2', type: 'candidate-pair', currentRoundTripTime: 0.0314, availableOutgoingBitrate: 640_000 },
  {
    id: 'IA',
    type: 'inbound-rtp',
    kind: 'audio',
    packetsReceived: 50,
    packetsLost: 2,
    bytesReceived: 5_000,
    jitter: 0.012,
  },
  {
    id: 'IV',
    type: 'inbound-rtp',
    kind: 'video',
    packetsReceived: 200,
    packetsLost: -1,
    bytesReceived: 90_000,
    jitter: 0.5,
    frameWidth: 1280,
    frameHeight: 720,
    framesPerSecond: 29.6,
  },
  { id: 'OA', type: 'outbound-rtp', kind: 'audio', packetsSent: 60, bytesSent: 6_000 },
  {
    id: 'OV',
    type: 'outbound-rtp',
    kind: 'video',
    packetsSent: 140,
    bytesSent: 80_000,
    frameWidth: 640,
    frameHeight: 360,
    framesPerSecond: 30,
    qualityLimitationReason: 'bandwidth',
  },
  {
    id: 'OS',
    type: 'outbound-rtp',
    kind: 'video',
    qualityLimitationReason: 'none',
    frameWidth: 1920,
    frameHeight: 1080,
  },
  { id: 'RA', type: 'remote-inbound-rtp', kind: 'audio', localId: 'OA', packetsLost: 3, jitter: 0.02 },
];

describe('counting media', () => {
  it('adds streams up, and takes the way in use', () => {
    expect(countMedia(report, 77)).toEqual({
      atMs: 77,
      packetsReceived: 250,
      packetsLost: 1,
      packetsSent: 200,
      packetsLostThere: 3,
      bytesReceived: 95_000,
      bytesSent: 86_000,
      roundTripMs: 31,
      sounds: [{ id: 'IA', packets: 52, jitterMs: 12 }],
      soundsThere: [{ id: 'RA', packets: 60, jitterMs: 20 }],
      availableBps: 640_000,
      limitedBy: 'bandwidth',
      received: { width: 1280, height: 720, framesPerSecond: 30 },
      sent: { width: 640, height: 360, framesPerSecond: 30 },
    });
  });

  it('finds nothing on a connection that carries no media', () => {
    expect(countMedia([], 77)).toEqual({ ...noCounters, atMs: 77, packetsLostThere: null, limitedBy: null });
  });

  it('knows nothing of what the browser does not tell', () => {
    const told = { id: 'OV', type: 'outbound-rtp', kind: 'video', packetsSent: 10, frameWidth: 640, frameHeight: 360 };
    expect(countMedia([told, { id: 'IA', type: 'inbound-rtp', kind: 'audio', packetsReceived: 5 }], 0)).toMatchObject({
      packetsReceived: 5,
      packetsLost: null,
      packetsSent: 10,
      packetsLostThere: null,
      bytesReceived: null,
      bytesSent: null,
      roundTripMs: null,
      availableBps: null,
      limitedBy: null,
    });
  });

  it('takes a picture that nothing limits for one', () => {
    const free = { id: 'OV', type: 'outbound-rtp', kind: 'video', qualityLimitationReason: 'none' };
    expect(countMedia([free, { id: 'OA', type: 'outbound-rtp', kind: 'audio' }], 0).limitedBy).toBe('none');
  });

  it('blames the computer before the way', () => {
    expect(
      countMedia([...report, { id: 'X', type: 'outbound-rtp', qualityLimitationReason: 'cpu' }], 0).limitedBy,
    ).toBe('cpu');
  });
});

describe('the level of the own microphone', () => {
  const levelOf = async (track: object | null, stats: readonly object[]) => {
    const sender = { track, getStats: async () => new Map(stats.map((stat, index) => [String(index), stat])) };
    const receiver = { getSynchronizationSources: () => [] };
    return (await readLevels({ sender, receiver } as unknown as RTCRtpTransceiver)).mine;
  };

  it('is told by the connection, as silence where nothing is sent', async () => {
    expect(await levelOf({}, [{ type: 'media-source', audioLevel: 0.3 }])).toBe(0.3);
    expect(await levelOf(null, [])).toBe(0);
  });

  it('is not silence where the browser does not tell it', async () => {
    expect(await levelOf({}, [{ type: 'media-source' }])).toBeNull();
    expect(await levelOf({}, [])).toBeNull();
  });
});
