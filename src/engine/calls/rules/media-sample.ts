/** Running totals and present values of one connection, as the browser counts them; null where it does not tell, or has none yet. */
export interface MediaCounters {
  readonly atMs: number;
  readonly packetsReceived: number | null;
  /** Of those sent to us. */
  readonly packetsLost: number | null;
  readonly packetsSent: number | null;
  /** Of ours, as the other side reports it, seconds late. */
  readonly packetsLostThere: number | null;
  readonly bytesReceived: number | null;
  readonly bytesSent: number | null;
  readonly roundTripMs: number | null;
  /** What is to be heard here, and what of ours there. */
  readonly sounds: readonly SoundCounters[];
  readonly soundsThere: readonly SoundCounters[];
  /** What the way out carries by the browser's estimate. */
  readonly availableBps: number | null;
  /** What keeps our picture smaller than it could be. */
  readonly limitedBy: 'none' | 'bandwidth' | 'cpu' | null;
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

/** How a call went over some seconds; null where nothing can be told. Losses are fractions from 0 to 1. */
export interface MediaSample
  extends Pick<MediaCounters, 'roundTripMs' | 'availableBps' | 'limitedBy' | 'received' | 'sent'> {
  /** How unevenly voice arrives here, and there. */
  readonly jitterMs: number | null;
  readonly jitterThereMs: number | null;
  readonly lossReceived: number | null;
  readonly lossSent: number | null;
  readonly receivedBps: number | null;
  readonly sentBps: number | null;
}

/** Sound sets off in packets of 20 ms, also while it is muted. */
const soundPacketsPerSecond = 50;
/** Some may still be on their way or in a timer when they are counted. */
const wholeShare = 0.95;

/** Fewer packets than this say nothing about the share that gets lost. */
const enoughPackets = 20;

export function sampleBetween(before: MediaCounters, after: MediaCounters): MediaSample {
  const { roundTripMs, availableBps, limitedBy, received, sent } = after;
  const lost = between(before.packetsLost, after.packetsLost);
  const arrived = between(before.packetsReceived, after.packetsReceived);
  const lostThere = between(before.packetsLostThere, after.packetsLostThere);
  const left = between(before.packetsSent, after.packetsSent);
  const seconds = Math.max(0.001, (after.atMs - before.atMs) / 1_000);
  return {
    lossReceived: fraction(lost, arrived === null || lost === null ? null : arrived + lost),
    lossSent: fraction(lostThere, left),
    receivedBps: bitsPerSecond(between(before.bytesReceived, after.bytesReceived), seconds),
    sentBps: bitsPerSecond(between(before.bytesSent, after.bytesSent), seconds),
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

function between(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}

/** Late packets make counts of losses fall again, and a new stream begins at zero. */
function fraction(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null || whole < enoughPackets) return null;
  return Math.min(1, Math.max(0, part / whole));
}

function bitsPerSecond(bytes: number | null, seconds: number): number | null {
  return bytes === null ? null : Math.max(0, Math.round((bytes * 8) / seconds));
}
