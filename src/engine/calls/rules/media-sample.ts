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
  /** What is to be heard here, and what of ours there. */
  readonly sounds: readonly SoundCounters[];
  readonly soundsThere: readonly SoundCounters[];
  /** What the way out carries by the browser's estimate. */
  readonly availableBps: number | null;
  /** What keeps our picture smaller than it could be. */
  readonly limitedBy: 'none' | 'bandwidth' | 'cpu';
  readonly received: PictureSize | null;
  readonly sent: PictureSize | null;
}

/** One stream of sound; its statistics keep their `id` for as long as it lasts. */
export interface SoundCounters {
  readonly id: string;
  /** All that have set off, whether or not they arrived. */
  readonly packets: number;
  /** How unevenly they arrive. */
  readonly jitterMs: number;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
}

/** How a call went over some seconds. Losses are fractions from 0 to 1. */
export interface MediaSample
  extends Pick<MediaCounters, 'roundTripMs' | 'availableBps' | 'limitedBy' | 'received' | 'sent'> {
  /** How unevenly voice arrives here, and there; null where nothing can be told. */
  readonly jitterMs: number | null;
  readonly jitterThereMs: number | null;
  readonly lossReceived: number;
  readonly lossSent: number;
  readonly receivedBps: number;
  readonly sentBps: number;
}

/** Sound sets off in packets of 20 ms, also while it is muted. */
const soundPacketsPerSecond = 50;
/** Some may still be on their way or in a timer when they are counted. */
const wholeShare = 0.95;

/** Fewer packets than this say nothing about the share that gets lost. */
const enoughPackets = 20;

export function sampleBetween(before: MediaCounters, after: MediaCounters): MediaSample {
  const { roundTripMs, availableBps, limitedBy, received, sent } = after;
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
    jitterMs: jitterOver(seconds, before.sounds, after.sounds),
    jitterThereMs: jitterOver(seconds, before.soundsThere, after.soundsThere),
    availableBps,
    limitedBy,
    received,
    sent,
  };
}

/**
 * Of sounds that set off without a gap: one in which nothing was sent, as while a microphone is exchanged, counts as unevenness too
 * (RFC 3550 §6.4.1), and the way has nothing to do with it.
 */
function jitterOver(seconds: number, before: readonly SoundCounters[], after: readonly SoundCounters[]): number | null {
  const whole = after.filter(({ id, packets }) => {
    const earlier = before.find((sound) => sound.id === id)?.packets ?? 0;
    return packets - earlier >= seconds * soundPacketsPerSecond * wholeShare;
  });
  return whole.length === 0 ? null : Math.max(...whole.map(({ jitterMs }) => jitterMs));
}

/** Late packets make counts of losses fall again, and a new stream begins at zero. */
function fraction(part: number, whole: number): number {
  return whole < enoughPackets ? 0 : Math.min(1, Math.max(0, part / whole));
}

function bitsPerSecond(bytes: number, seconds: number): number {
  return Math.max(0, Math.round((bytes * 8) / seconds));
}
