import type { MediaSlot, PeerMedia } from '../../engine/ports/peer-port.ts';
import { mediaSlots } from '../../engine/ports/peer-port.ts';
import { countMedia, readLevels } from './media-measures.ts';

/** The four transceivers of a call: made once per connection, afterwards only their tracks are exchanged. */
export interface MediaSlots extends PeerMedia {
  /** The lanes are open, so that new transceivers can be negotiated. */
  start(): void;
  /** Takes part in transceivers that the peer's offer has just made. */
  join(): void;
  /** A negotiation has ended. */
  settle(): void;
}

const kinds: Readonly<Record<MediaSlot, 'audio' | 'video'>> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  screenAudio: 'audio',
};

export interface MediaSlotsOptions {
  readonly connection: RTCPeerConnection;
  /** Only one side makes the transceivers; the other one's `prepare` does nothing. */
  readonly makesSlots: boolean;
  readonly onReady: () => void;
}

export function createMediaSlots({ connection, makesSlots, onReady }: MediaSlotsOptions): MediaSlots {
  const wishes = new Map<MediaSlot, MediaStreamTrack | null>();
  const transceivers = new Map<MediaSlot, RTCRtpTransceiver>();
  const preferences = createPreferences((slot) => transceivers.get(slot)?.sender);
  const streams = createStreams();
  let started = false;
  let wanted = false;
  let ready = false;

  function make(): void {
    if (!started || !wanted || transceivers.size > 0) return;
    for (const slot of mediaSlots) {
      const init: RTCRtpTransceiverInit = { direction: 'sendrecv', streams: [streams[slot]] };
      transceivers.set(slot, connection.addTransceiver(kinds[slot], init));
    }
  }

  async function apply(slot: MediaSlot, track: MediaStreamTrack | null): Promise<void> {
    try {
      await transceivers.get(slot)?.sender.replaceTrack(track);
    } catch (error) {
      if (connection.signalingState !== 'closed') throw error;
    }
  }

  return {
    get ready() {
      return ready;
    },
    prepare() {
      wanted = makesSlots;
      make();
    },
    start() {
      started = true;
      make();
    },
    join() {
      const offered = connection.getTransceivers();
      if (transceivers.size > 0 || offered.length < mediaSlots.length) return;
      if (!mediaSlots.every((slot, index) => offered[index]?.receiver.track.kind === kinds[slot])) return;
      for (const [index, slot] of mediaSlots.entries()) {
        const transceiver = offered[index];
        if (transceiver === undefined) continue;
        transceiver.direction = 'sendrecv';
        transceiver.sender.setStreams(streams[slot]);
        transceivers.set(slot, transceiver);
      }
    },
    settle() {
      if (ready || transceivers.size === 0) return;
      if (![...transceivers.values()].every(({ currentDirection }) => currentDirection === 'sendrecv')) return;
      ready = true;
      for (const [slot, track] of wishes) void apply(slot, track);
      preferences.apply();
      wishes.clear();
      preferVoice(transceivers.get('microphone'));
      onReady();
    },
    prefer: preferences.set,
    async setTrack(slot, track) {
      if (ready) return apply(slot, track);
      wishes.set(slot, track);
    },
    remoteTrack: (slot) => (ready ? (transceivers.get(slot)?.receiver.track ?? null) : null),
    ...createMeasures(connection, transceivers),
  };
}

/** Receivers keep the tracks of one stream in step, so a voice belongs to its face and a screen to its sound. */
function createStreams(): Readonly<Record<MediaSlot, MediaStream>> {
  const person = new MediaStream();
  const screen = new MediaStream();
  return { microphone: person, camera: person, screen, screenAudio: screen };
}

function createMeasures(
  connection: RTCPeerConnection,
  transceivers: ReadonlyMap<MediaSlot, RTCRtpTransceiver>,
): Pick<PeerMedia, 'count' | 'levels' | 'limitCamera'> {
  return {
    count: async (atMs) => countMedia((await connection.getStats()).values(), atMs),
    async levels() {
      const voice = transceivers.get('microphone');
      return voice === undefined ? { mine: 0, theirs: 0 } : readLevels(voice);
    },
    limitCamera({ maxBitrateBps, scaleDownBy }) {
      const camera = transceivers.get('camera');
      if (camera !== undefined) tune(camera.sender, { maxBitrate: maxBitrateBps, scaleResolutionDownBy: scaleDownBy });
    },
  };
}

interface Preferences {
  readonly set: PeerMedia['prefer'];
  /** The slots are there. */
  readonly apply: () => void;
}

function createPreferences(senderOf: (slot: MediaSlot) => RTCRtpSender | undefined): Preferences {
  const preferences = new Map<MediaSlot, RTCDegradationPreference>();
  return {
    set(slot, preference) {
      preferences.set(slot, preference);
      void applyPreference(senderOf(slot), preference);
    },
    apply() {
      for (const [slot, preference] of preferences) void applyPreference(senderOf(slot), preference);
    },
  };
}

/** A connection that is going refuses, and then there is nothing to tune. */
function tune(sender: RTCRtpSender, change: Partial<RTCRtpEncodingParameters>): void {
  const parameters = sender.getParameters();
  const encodings = parameters.encodings.map((encoding) => ({ ...encoding, ...change }));
  if (encodings.length > 0) sender.setParameters({ ...parameters, encodings }).catch(() => undefined);
}

/** When the way is narrow, words come before pictures. */
function preferVoice(voice: RTCRtpTransceiver | undefined): void {
  if (voice !== undefined) tune(voice.sender, { priority: 'high', networkPriority: 'high' });
}

/** Only a wish: a browser that cannot follow it, or a connection that is closing, sends as it thinks best. */
async function applyPreference(sender: RTCRtpSender | undefined, preference: RTCDegradationPreference): Promise<void> {
  const parameters = sender?.getParameters();
  if (sender === undefined || parameters === undefined) return;
  parameters.degradationPreference = preference;
  await sender.setParameters(parameters).catch(() => undefined);
}
