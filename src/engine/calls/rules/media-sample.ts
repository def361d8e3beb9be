/** Running totals and present values of one connection, as the browser counts them; null where it has none yet. */
export interface MediaCounters {
  readonly atMs: number;
  readonly packetsReceived: number;
  /** Of those sent to us. */
  readonly packetsLost: number;
  readonly packetsSent: number;
  /** Of ours, as the other side reports it, seconds late. */
  readonly packetsLostThere: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  readonly roundTripMs: number | null;
  /** How unevenly voice arrives here, and there. */
  readonly jitterMs: number | null;
  readonly jitterThereMs: number | null;
  /** What the way out carries by the browser's estimate. */
  readonly availableBps: number | null;
  /** What keeps our picture smaller than it could be. */
  readonly limitedBy: 'none' | 'bandwidth' | 'cpu';
  readonly received: PictureSize | null;
  readonly sent: PictureSize | null;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** How a call went over some seconds. Losses are fractions from 0 to 1. */
export interface MediaSample
  extends Pick<
    MediaCounters,
    'roundTripMs' | 'jitterMs' | 'jitterThereMs' | 'availableBps' | 'limitedBy' | 'received' | 'sent'
  > {
  readonly lossReceived: number;
  readonly lossSent: number;
  readonly receivedBps: number;
  readonly sentBps: number;
}

/** Fewer packets than this say nothing about the share that gets lost. */
const enoughPackets = 20;

export function sampleBetween(before: MediaCounters, after: MediaCounters): MediaSample {
  const { roundTripMs, jitterMs, jitterThereMs, availableBps, limitedBy, received, sent } = after;
  const lost = after.packetsLost - before.packetsLost;
  const arrived = after.packetsReceived - before.packetsReceived;
  const left = after.packetsSent - before.packetsSent;
  const seconds = Math.max(0.001, (after.atMs - before.atMs) / 1_000);
  return {
    lossReceived: fraction(lost, arrived + lost),
    lossSent: fraction(after.packetsLostThere - before.packetsLostThere, left),
    receivedBps: bitsPerSecond(after.bytesReceived - before.bytesReceived, seconds),
    sentBps: bitsPerSecond(after.bytesSent - before.bytesSent, seconds),
    roundTripMs,
    jitterMs,
    jitterThereMs,
    availableBps,
    limitedBy,
    received,
    sent,
  };
}

/** Late packets make counts of losses fall again, and a new stream begins at zero. */
function fraction(part: number, whole: number): number {
  return whole < enoughPackets ? 0 : Math.min(1, Math.max(0, part / whole));
}

function bitsPerSecond(bytes: number, seconds: number): number {
  return Math.max(0, Math.round((bytes * 8) / seconds));
}
