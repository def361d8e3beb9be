import type { DeviceProblem } from '../../shared/device-notice.ts';
import type { SoundId } from '../../shared/participant.ts';
import type { DeviceList } from '../../shared/settings/device-choice.ts';
import type { ShareTuning } from '../../shared/settings/share-mode.ts';

/** What calls need from the machine's devices and speakers; nothing here ever rejects. */

export type DeviceKind = 'microphone' | 'camera';

/** `missing`: the machine has no such device. */
export type DeviceAccess = 'granted' | 'prompt' | 'denied' | 'missing';

export type OpenedDevice =
  | { readonly kind: 'opened'; readonly track: MediaStreamTrack }
  | { readonly kind: 'failed'; readonly reason: Exclude<DeviceProblem, 'hangs'> };

export type OpenedScreen =
  | { readonly kind: 'opened'; readonly picture: MediaStreamTrack; readonly sound: MediaStreamTrack | null }
  /** The person closed the picker. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused' };

export interface MediaPort {
  /** Whether a device may be opened; never prompts and opens nothing. */
  access(device: DeviceKind): Promise<DeviceAccess>;
  /** Opens the preferred one while it is there, else another. */
  open(device: DeviceKind, preferredId: string | null): Promise<OpenedDevice>;
  /** It ended by itself: unplugged, taken away by the browser, or gone with the page through which it was opened. Returns what stops telling. */
  onEnded(track: MediaStreamTrack, notify: () => void): () => void;
  list(): Promise<DeviceList>;
  /** Something was plugged in or out, or may be used from now on, or not any more. */
  onDevicesChanged(notify: () => void): void;
  /** Everything is heard there from now on; null for the system's choice. */
  useSpeaker(id: string | null): void;
  /** Shows the browser's picker at once. */
  openScreen(): Promise<OpenedScreen>;
  tuneScreen(picture: MediaStreamTrack, tuning: ShareTuning): void;
  /** Tells now and at every change by which capture handle the page that is shared can be known, null for none. */
  watchPage(picture: MediaStreamTrack, notify: (handle: string | null) => void): void;
  /** A track that goes on showing what the given one shows now, or an even colour. */
  still(source: MediaStreamTrack | null): Promise<StillPicture>;
  /** Plays what somebody says, or what their screen sounds like; null for silence. */
  play(sound: SoundId, track: MediaStreamTrack | null): void;
  /** From 0 to 1, for this and whatever is played later. */
  setVolume(sound: SoundId, volume: number): void;
  /** Repeats that tone until told another one or null. */
  ring(tone: Tone | null): void;
  playOnce(tone: Tone): void;
  /** Hears a microphone, also while it is muted; to be closed. */
  meter(microphone: MediaStreamTrack): SoundMeter;
}

export interface StillPicture {
  readonly track: MediaStreamTrack;
  stop(): void;
}

/** Hears a microphone for as long as somebody wants to know how loud it is. */
export interface SoundMeter {
  /** The last sixth of a second, from -1 to 1, the newest at the end. */
  samples(): Float32Array;
  close(): void;
}

/** What a person hears while it rings here, or there. */
export type Tone = 'ring' | 'ring-back';
