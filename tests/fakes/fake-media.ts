import type { SenderLimits } from '#src/engine/calls/rules/adaptation.ts';
import type { MediaCounters } from '#src/engine/calls/rules/media-sample.ts';
import type {
  DeviceAccess,
  DeviceKind,
  MediaPort,
  OpenedDevice,
  OpenedScreen,
  Tone,
} from '#src/engine/ports/media-port.ts';
import type { MediaSlot, PeerMedia } from '#src/engine/ports/peer-port.ts';
import type { MediaKey } from '#src/shared/participant.ts';
import { mediaKey } from '#src/shared/participant.ts';
import type { DeviceList } from '#src/shared/settings/device-choice.ts';
import type { ShareTuning } from '#src/shared/settings/share-mode.ts';
import { FakeTrack } from './fake-track.ts';

type Failure = Extract<OpenedDevice, { readonly kind: 'failed' }>['reason'];

export interface FakeMedia extends MediaPort {
  readonly states: Record<DeviceKind, DeviceAccess>;
  readonly failures: Partial<Record<DeviceKind, Failure>>;
  /** Devices that another program uses, by their identifier. */
  readonly busy: Set<string>;
  /** Those that are not there any more. Then the spare one is opened. */
  readonly gone: Set<string>;
  /** Of each kind only one may be open at a time. */
  exclusive: boolean;
  /** Devices whose opening waits for this. */
  readonly hanging: Partial<Record<DeviceKind, Promise<void>>>;
  /** What the picker gives next; a promise keeps it open. */
  picker: 'screen' | 'screen-with-sound' | 'cancelled' | 'refused' | Promise<void>;
  /** Opening waits for this. */
  gate: Promise<void>;
  /** Every track ever opened, in order. */
  readonly opened: FakeTrack[];
  /** What is heard, by `mediaKey`. */
  readonly playing: Map<MediaKey, MediaStreamTrack>;
  ringing: Tone | null;
  /** The capture handle of what is picked next. */
  page: string | null;
  /** How shares were to be sent. */
  readonly tuned: ShareTuning[];
  /** A still picture waits for this. */
  stillGate: Promise<void>;
  readonly volumes: Map<MediaKey, number>;
  /** Tones that were played once. */
  readonly played: Tone[];
  devices: DeviceList;
  /** What everything is heard on. */
  speaker: string | null;
  /** The browser says that the list of devices has changed. */
  changeDevices(devices: DeviceList): void;
  /** Microphones that are measured now, by the label of their track. */
  readonly metered: string[];
  /** How loud it is in the room, 1 being the loudest. */
  amplitude: number;
  /** Those of `opened` that still run. */
  live(): readonly string[];
  last(label: string): FakeTrack;
}

export function createFakeMedia(): FakeMedia {
  const opened: FakeTrack[] = [];
  const listeners: (() => void)[] = [];

  function track(label: string, deviceId = ''): FakeTrack {
    const made = new FakeTrack(label, deviceId);
    opened.push(made);
    return made;
  }

  const fake: FakeMedia = {
    states: { microphone: 'granted', camera: 'granted' },
    failures: {},
    busy: new Set(),
    gone: new Set(),
    exclusive: false,
    hanging: {},
    picker: 'screen',
    gate: Promise.resolve(),
    opened,
    playing: new Map(),
    ringing: null,
    devices: { microphone: [], camera: [], speaker: [] },
    speaker: null,
    changeDevices(devices) {
      fake.devices = devices;
      for (const notify of listeners) notify();
    },
    tuned: [],
    page: null,
    watchPage: (_picture, notify) => notify(fake.page),
    tuneScreen: (_picture, tuning) => void fake.tuned.push(tuning),
    async still(source) {
      await fake.stillGate;
      const made = track(source === null ? 'blank' : 'frozen');
      return { track: made.asTrack(), stop: () => made.stop() };
    },
    stillGate: Promise.resolve(),
    volumes: new Map(),
    setVolume(sound, volume) {
      fake.volumes.set(mediaKey(sound), volume);
    },
    played: [],
    playOnce: (tone) => void fake.played.push(tone),
    list: async () => fake.devices,
    onDevicesChanged: (notify) => void listeners.push(notify),
    useSpeaker(id) {
      fake.speaker = id;
    },
    metered: [],
    amplitude: 0,
    access: async (device) => fake.states[device],
    async open(device, preferredId) {
      await fake.gate;
      await fake.hanging[device];
      const isTaken = fake.exclusive && opened.some((one) => one.label === device && one.readyState === 'live');
      const wanted = preferredId ?? 'built-in';
      const id = fake.gone.has(wanted) ? 'spare' : wanted;
      const isBusy = isTaken || fake.busy.has(id);
      const reason = fake.failures[device] ?? (isBusy ? 'busy' : undefined);
      return reason === undefined ? { kind: 'opened', track: track(device, id).asTrack() } : { kind: 'failed', reason };
    },
    async openScreen(): Promise<OpenedScreen> {
      const { picker } = fake;
      if (picker === 'cancelled' || picker === 'refused') return { kind: picker };
      if (typeof picker !== 'string') await picker;
      const sound = picker === 'screen-with-sound' ? track('screen sound').asTrack() : null;
      return { kind: 'opened', picture: track('screen').asTrack(), sound };
    },
    play(sound, playing) {
      if (playing === null) fake.playing.delete(mediaKey(sound));
      else fake.playing.set(mediaKey(sound), playing);
    },
    onEnded(track, notify) {
      track.addEventListener('ended', notify);
      return () => track.removeEventListener('ended', notify);
    },
    meter(heard) {
      const { label, enabled } = heard;
      fake.metered.push(label);
      return {
        // One that is opened while it is on goes silent with it.
        samples: () => new Float32Array([enabled && !heard.enabled ? 0 : fake.amplitude]),
        close: () => void fake.metered.splice(fake.metered.indexOf(label), 1),
      };
    },
    ring(tone) {
      fake.ringing = tone;
    },
    live: () => opened.filter((each) => each.readyState === 'live').map((each) => each.label),
    last(label) {
      const found = opened.findLast((each) => each.label === label);
      if (found === undefined) throw new Error(`no ${label} was opened`);
      return found;
    },
  };
  return fake;
}

export interface FakePeerMedia extends PeerMedia {
  ready: boolean;
  prepared: number;
  readonly sent: Record<MediaSlot, MediaStreamTrack | null>;
  readonly preferences: Partial<Record<MediaSlot, RTCDegradationPreference>>;
  readonly received: Record<MediaSlot, FakeTrack>;
  /** What `count` finds; the time is added. */
  counters: Omit<MediaCounters, 'atMs'>;
  sounds: { mine: number | null; theirs: number };
  readonly limits: SenderLimits[];
}

export const noCounters: Omit<MediaCounters, 'atMs'> = {
  packetsReceived: 0,
  packetsLost: 0,
  packetsSent: 0,
  packetsLostThere: 0,
  bytesReceived: 0,
  bytesSent: 0,
  roundTripMs: null,
  sounds: [],
  soundsThere: [],
  availableBps: null,
  limitedBy: 'none',
  received: null,
  sent: null,
};

export function createFakePeerMedia(): FakePeerMedia {
  const fake: FakePeerMedia = {
    ready: false,
    prepared: 0,
    sent: { microphone: null, camera: null, screen: null, screenAudio: null },
    preferences: {},
    received: {
      microphone: new FakeTrack('their microphone'),
      camera: new FakeTrack('their camera'),
      screen: new FakeTrack('their screen'),
      screenAudio: new FakeTrack('their screen sound'),
    },
    counters: noCounters,
    sounds: { mine: 0, theirs: 0 },
    limits: [],
    count: async (atMs) => ({ ...fake.counters, atMs }),
    levels: async () => fake.sounds,
    limitCamera: (limits) => void fake.limits.push(limits),
    prepare() {
      fake.prepared += 1;
    },
    async setTrack(slot, track) {
      fake.sent[slot] = track;
    },
    prefer(slot, preference) {
      fake.preferences[slot] = preference;
    },
    remoteTrack: (slot) => (fake.ready ? fake.received[slot].asTrack() : null),
  };
  return fake;
}
