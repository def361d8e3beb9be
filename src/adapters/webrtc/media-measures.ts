import type { MediaCounters, PictureSize, SoundCounters } from '../../engine/calls/rules/media-sample.ts';

/** What we read of the browser's statistics (WebRTC Statistics §5); which fields exist depends on the type. */
interface Stat {
  readonly id: string;
  readonly type: string;
  readonly kind?: string;
  readonly selectedCandidatePairId?: string;
  /** Of what the other side reports: the id of the stream that it is about. */
  readonly localId?: string;
  readonly packetsReceived?: number;
  readonly packetsSent?: number;
  readonly packetsLost?: number;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
  readonly jitter?: number;
  readonly currentRoundTripTime?: number;
  readonly availableOutgoingBitrate?: number;
  readonly qualityLimitationReason?: string;
  readonly frameWidth?: number;
  readonly frameHeight?: number;
  readonly framesPerSecond?: number;
  readonly audioLevel?: number;
}

type CountedField = 'packetsReceived' | 'packetsSent' | 'packetsLost' | 'bytesReceived' | 'bytesSent';

/** Adds up what a connection has carried. Browsers do not tell all of it: Firefox knows neither the room there is nor what limits a picture. */
export function countMedia(report: Iterable<Stat>, atMs: number): MediaCounters {
  const stats = [...report];
  const ofType = (type: string): readonly Stat[] => stats.filter((stat) => stat.type === type);
  const [inbound, outbound, remote] = [ofType('inbound-rtp'), ofType('outbound-rtp'), ofType('remote-inbound-rtp')];
  const selected = new Set(ofType('transport').map(({ selectedCandidatePairId }) => selectedCandidatePairId));
  const pair = stats.find(({ id }) => selected.has(id));
  return {
    atMs,
    packetsReceived: sum(inbound, 'packetsReceived'),
    packetsLost: sum(inbound, 'packetsLost'),
    packetsSent: sum(outbound, 'packetsSent'),
    // Until they report, nobody knows.
    packetsLostThere: remote.length === 0 ? null : sum(remote, 'packetsLost'),
    bytesReceived: sum(inbound, 'bytesReceived'),
    bytesSent: sum(outbound, 'bytesSent'),
    roundTripMs: milliseconds(pair?.currentRoundTripTime),
    sounds: inbound.flatMap(({ id, packetsReceived = 0, packetsLost = 0, ...stat }) =>
      countSound(stat, { id, packets: packetsReceived + packetsLost }),
    ),
    soundsThere: remote.flatMap((stat) => {
      const ours = outbound.find(({ id }) => id === stat.localId);
      return countSound(stat, { id: stat.id, packets: ours?.packetsSent ?? 0 });
    }),
    availableBps: pair?.availableOutgoingBitrate ?? null,
    limitedBy: limitOf(outbound),
    received: largest(inbound),
    sent: largest(outbound),
  };
}

export interface SoundLevels {
  /** Of our own microphone as it is sent, 0 while it is muted; null where the browser does not tell. */
  readonly mine: number | null;
  readonly theirs: number;
}

/** How loud both voices of a call are at this moment. */
export async function readLevels({ sender, receiver }: RTCRtpTransceiver): Promise<SoundLevels> {
  return { mine: await readOwnLevel(sender), theirs: receiver.getSynchronizationSources()[0]?.audioLevel ?? 0 };
}

async function readOwnLevel(sender: RTCRtpSender): Promise<number | null> {
  if (sender.track === null) return 0;
  const own: Iterable<Stat> = (await sender.getStats()).values();
  return [...own].find(({ type }) => type === 'media-source')?.audioLevel ?? null;
}

/** Null where there is something to count, and no browser that counts it. */
function sum(stats: readonly Stat[], field: CountedField): number | null {
  const told = stats.flatMap((stat) => stat[field] ?? []);
  if (told.length === 0 && stats.length > 0) return null;
  return told.reduce((total, count) => total + count, 0);
}

/** Of sounds only: the jitter of a picture is made by its own big frames. */
function countSound(
  { kind, jitter }: Pick<Stat, 'kind' | 'jitter'>,
  counted: Pick<SoundCounters, 'id' | 'packets'>,
): readonly SoundCounters[] {
  return kind !== 'audio' || jitter === undefined ? [] : [{ ...counted, jitterMs: Math.round(jitter * 1_000) }];
}

function limitOf(outbound: readonly Stat[]): MediaCounters['limitedBy'] {
  const reasons = outbound.map(({ qualityLimitationReason }) => qualityLimitationReason);
  if (reasons.includes('cpu')) return 'cpu';
  if (reasons.includes('bandwidth')) return 'bandwidth';
  return reasons.every((reason) => reason === undefined) ? null : 'none';
}

/** The biggest of the pictures that move. */
function largest(stats: readonly Stat[]): PictureSize | null {
  const pictures = stats.flatMap(({ frameWidth: width = 0, frameHeight: height = 0, framesPerSecond = 0 }) =>
    width > 0 && framesPerSecond > 0 ? [{ width, height, framesPerSecond: Math.round(framesPerSecond) }] : [],
  );
  return pictures.toSorted((a, b) => b.width * b.height - a.width * a.height)[0] ?? null;
}

function milliseconds(seconds: number | undefined): number | null {
  return seconds === undefined ? null : Math.round(seconds * 1_000);
}
