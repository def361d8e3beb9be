import type { MediaSample } from '#src/engine/calls/rules/media-sample.ts';

/** A call in which nothing is wrong. */
export const smoothSample: MediaSample = {
  lossReceived: 0,
  lossSent: 0,
  roundTripMs: 40,
  jitterMs: 5,
  jitterThereMs: 5,
  availableBps: 2_000_000,
  limitedBy: 'none',
  receivedBps: 1_200_000,
  sentBps: 1_100_000,
  received: { width: 1280, height: 720, framesPerSecond: 30 },
  sent: { width: 1280, height: 720, framesPerSecond: 30 },
};

/** A browser that tells nothing. */
export const nothingKnown: MediaSample = {
  lossReceived: null,
  lossSent: null,
  roundTripMs: null,
  jitterMs: null,
  jitterThereMs: null,
  availableBps: null,
  limitedBy: null,
  receivedBps: null,
  sentBps: null,
  received: null,
  sent: null,
};

export function sampleWith(change: Partial<MediaSample>): MediaSample {
  return { ...smoothSample, ...change };
}
