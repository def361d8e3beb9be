import type { DeviceTestState } from '../../shared/messaging/contract.ts';
import type { DeviceKind, MediaPort } from '../ports/media-port.ts';
import { createInputDevice } from './input-device.ts';

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
  /** Hands the open device over if it is the chosen one, and is off then in any case. */
  take(chosen: string | null): MediaStreamTrack | null;
  state(): DeviceTestState;
}

const withoutAccess = { missing: 'missing', prompt: 'not-asked', denied: 'refused' } as const;

export function createDeviceTrial(deps: DeviceTrialDeps): DeviceTrial {
  const { device, media, preferred, isHeld, onTrack } = deps;
  let state: DeviceTestState = 'off';
  /** The choice with which it was opened. */
  let choice: string | null = null;
  const onLost = (): void => {
    state = 'missing';
  };
  const input = createInputDevice({ device, media, preferred, onTrack, onLost });

  async function open(): Promise<void> {
    input.stop();
    state = 'opening';
    const own = preferred();
    choice = own;
    const isOver = (): boolean => !isHeld() || choice !== own;
    const access = await media.access(device);
    if (isOver()) return;
    if (access === 'granted') {
      const failure = await input.open(isOver);
      if (!isOver()) state = failure ?? 'on';
    } else {
      state = withoutAccess[access];
    }
  }

  return {
    state: () => state,
    take(chosen) {
      const isRight = state === 'on' && choice === chosen;
      state = 'off';
      if (isRight) return input.take();
      input.stop();
      return null;
    },
    follow() {
      if (!isHeld()) {
        input.stop();
        state = 'off';
      } else if (state === 'off' || choice !== preferred()) {
        open().catch(deps.onFailed);
      }
    },
  };
}
