import type { DeviceTestView } from '../../../shared/messaging/contract.ts';
import type { DeviceKind, LevelMeter, MediaPort } from '../../media/media-port.ts';
import type { MediaShelf } from '../../media/media-shelf.ts';
import type { Clock, Log } from '../../ports.ts';
import type { DeviceTrial } from './device-trial.ts';
import { createDeviceTrial } from './device-trial.ts';

/** A surface asks ten times a second; one that has not for this long is gone, in whatever way. */
export const holdMs = 1_500;

export interface DeviceTestDeps {
  readonly media: Pick<MediaPort, 'access' | 'open' | 'meter' | 'playOnce'>;
  readonly shelf: Pick<MediaShelf, 'put' | 'versions'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  readonly preferred: (device: DeviceKind) => string | null;
}

/** Devices that a person tries without a call: open while a surface goes on asking, so that nobody can forget to close them. */
export interface DeviceTest {
  hold(viewId: string, devices: readonly DeviceKind[]): DeviceTestView;
  release(viewId: string): void;
  playTone(): void;
}

interface Hold {
  readonly devices: readonly DeviceKind[];
  readonly stopTimer: () => void;
}

export function createDeviceTest(deps: DeviceTestDeps): DeviceTest {
  const { media, shelf, clock, log, preferred } = deps;
  const holds = new Map<string, Hold>();
  let meter: LevelMeter | null = null;
  const microphone = createTrial('microphone', (track) => {
    meter?.close();
    meter = track === null ? null : media.meter(track);
  });
  const camera = createTrial('camera', (track) => shelf.put('preview', track));

  function createTrial(device: DeviceKind, onTrack: (track: MediaStreamTrack | null) => void): DeviceTrial {
    return createDeviceTrial({
      device,
      media,
      preferred: () => preferred(device),
      isHeld: () => [...holds.values()].some(({ devices }) => devices.includes(device)),
      onTrack,
      onFailed: (cause) => log('error', 'device-not-tried', { cause: String(cause) }),
    });
  }

  function follow(): void {
    microphone.follow();
    camera.follow();
  }

  function release(viewId: string): void {
    holds.get(viewId)?.stopTimer();
    holds.delete(viewId);
    follow();
  }

  return {
    hold(viewId, devices) {
      holds.get(viewId)?.stopTimer();
      holds.set(viewId, { devices, stopTimer: clock.after(holdMs, () => release(viewId)) });
      follow();
      const { preview: picture } = shelf.versions();
      return { microphone: microphone.state(), camera: camera.state(), level: meter?.level() ?? 0, picture };
    },
    release,
    playTone: () => media.playOnce('ring'),
  };
}
