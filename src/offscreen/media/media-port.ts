import type { Tone } from './tones.ts';

/** What calls need from the machine's devices and speakers; nothing here ever rejects. */

export type DeviceKind = 'microphone' | 'camera';

/** `missing`: the machine has no such device. */
export type DeviceAccess = 'granted' | 'prompt' | 'denied' | 'missing';

export type OpenedDevice =
  | { readonly kind: 'opened'; readonly track: MediaStreamTrack }
  | { readonly kind: 'failed'; readonly reason: 'missing' | 'refused' | 'busy' };

export type OpenedScreen =
  | { readonly kind: 'opened'; readonly picture: MediaStreamTrack; readonly sound: MediaStreamTrack | null }
  /** The person closed the picker. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused' };

export interface MediaPort {
  /** Whether a device may be opened; never prompts and opens nothing. */
  access(device: DeviceKind): Promise<DeviceAccess>;
  open(device: DeviceKind): Promise<OpenedDevice>;
  /** Shows the browser's picker at once. */
  openScreen(): Promise<OpenedScreen>;
  /** Plays what the other side says, or what their screen sounds like; null for silence. */
  play(sound: RemoteSound, track: MediaStreamTrack | null): void;
  /** Repeats that tone until told another one or null. */
  ring(tone: Tone | null): void;
}

export type RemoteSound = 'voice' | 'screen';
