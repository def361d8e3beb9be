import type { DeviceTestState } from '../../../shared/messaging/contract.ts';
import type { DeviceKind, MediaPort } from '../../media/media-port.ts';
import { createDeviceSlot } from './device-slot.ts';

export interface DeviceTrialDeps {
  readonly device: DeviceKind;
  readonly media: Pick<MediaPort, 'access' | 'open'>;
  readonly preferred: () => string | null;
  readonly isHeld: () => boolean;
  readonly onTrack: (track: MediaStreamTrack | null) => void;
  readonly onFailed: (cause: unknown) => void;
}

/** One device that is tried without a call. */
export interface DeviceTrial {
  /** Opens, closes or changes the device as it is held and chosen now. */
  follow(): void;
  state(): DeviceTestState;
}

export function createDeviceTrial(deps: DeviceTrialDeps): DeviceTrial {
  const { device, media, preferred, isHeld, onTrack } = deps;
  let state: DeviceTestState = 'off';
  /** The choice with which it was opened. */
  let choice: string | null = null;
  const onLost = (): void => {
    state = 'missing';
  };
  const slot = createDeviceSlot({ device, media, preferred, onTrack, onLost });

  async function open(): Promise<void> {
    slot.stop();
    state = 'opening';
    const own = preferred();
    choice = own;
    const isOver = (): boolean => !isHeld() || choice !== own;
    const access = await media.access(device);
    if (isOver()) return;
    if (access === 'granted') {
      const failure = await slot.open(isOver);
      if (!isOver()) state = failure ?? 'on';
    } else {
      state = access === 'missing' ? 'missing' : 'refused';
    }
  }

  return {
    state: () => state,
    follow() {
      if (!isHeld()) {
        slot.stop();
        state = 'off';
      } else if (state === 'off' || choice !== preferred()) {
        open().catch(deps.onFailed);
      }
    },
  };
}
