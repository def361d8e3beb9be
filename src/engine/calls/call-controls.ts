import type { SoundId } from '../../shared/participant.ts';
import type { SharePause } from '../../shared/settings/share-mode.ts';
import type { DeviceKind } from '../ports/media-port.ts';
import type { CallMedia } from './call-media.ts';

export interface CallControlsDeps {
  readonly media: CallMedia;
  /** Whether the person here has agreed to a call: started it or answered it. */
  readonly mayUseDevices: () => boolean;
  readonly isJoined: () => boolean;
  /** What is on here may have changed. */
  readonly onChange: () => void;
}

/** What people do with sound and pictures of the present call. */
export interface CallControls {
  setMicrophone(wish: { readonly on: boolean }): void;
  setCamera(wish: { readonly on: boolean }): void;
  /** Shows the browser's picker before it returns; while something is shared, what is picked takes its place. */
  shareScreen(): void;
  pauseSharing(wish: { readonly pause: SharePause | null }): void;
  stopSharing(): void;
  /** How loud that is heard here, from 0 to 1. */
  setVolume(wish: { readonly sound: SoundId; readonly volume: number }): void;
  permissionSettled(decision: { readonly granted: boolean }): void;
  /** The person has chosen another mode of sharing. */
  handleShareMode(): void;
  /** The person has chosen another device, or one was plugged in or out. */
  handleDevices(change: DeviceKind | 'listed'): void;
  /** What was chosen to be heard on is gone, or is used again. */
  handleSpeakerLost(lost: boolean): void;
}

export function createCallControls(deps: CallControlsDeps): CallControls {
  const { media, mayUseDevices, isJoined, onChange } = deps;
  const { devices, screen } = media;
  return {
    setMicrophone: ({ on }) => (mayUseDevices() ? devices.setMicrophone(on) : undefined),
    setCamera: ({ on }) => (mayUseDevices() ? devices.setCamera(on) : undefined),
    shareScreen: () => (isJoined() ? screen.share() : undefined),
    pauseSharing: ({ pause }) => screen.pause(pause),
    stopSharing: () => screen.end(),
    setVolume({ sound, volume }) {
      media.setVolume(sound, Math.min(1, Math.max(0, volume)));
      onChange();
    },
    permissionSettled: ({ granted }) => devices.permissionSettled(granted),
    handleShareMode: () => media.tuneShare(),
    handleDevices(change) {
      if (change === 'listed') devices.replacement.handleListed();
      else devices.replacement.handleChosen(change);
    },
    handleSpeakerLost: (lost) => (isJoined() ? media.handleSpeakerLost(lost) : undefined),
  };
}
