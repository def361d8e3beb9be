import type { DeviceTestView } from '../../shared/messaging/contract.ts';
import { ownPreview } from '../../shared/participant.ts';
import type { CallView } from '../../shared/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { DeviceKind, MediaPort, SoundMeter } from '../ports/media-port.ts';
import type { StreamRegistry } from '../ports/stream-registry-port.ts';
import { createDeviceHolds } from './device-holds.ts';
import type { DeviceTrial } from './device-trial.ts';
import { createDeviceTrial } from './device-trial.ts';
import { loudnessOf } from './rules/loudness.ts';

export interface DeviceTestDeps {
  readonly media: Pick<MediaPort, 'access' | 'open' | 'onEnded' | 'meter' | 'playOnce'>;
  readonly streams: Pick<StreamRegistry, 'put' | 'version'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  readonly preferred: (device: DeviceKind) => string | null;
}

type TriedCall = Pick<CallView, 'callId' | 'phase'>;

/** Devices that a person tries without a call: open while a surface goes on asking, so that nobody can forget to close them. */
export interface DeviceTest {
  /** `callId`: before that call is answered; nothing opens unless it rings here. */
  hold(viewId: string, devices: readonly DeviceKind[], callId?: string): DeviceTestView;
  /** The call that was answered takes over the camera which was tried for it, when that is the chosen one; else it is closed. */
  takeCamera(chosen: string | null): MediaStreamTrack | null;
  /** What was tried for a call that is over is closed. */
  handleCallChanged(call: TriedCall | null): void;
  /** How loud it is at the microphone, from 0 to 1; 0 while none is tried. */
  level(): number;
  release(viewId: string): void;
  /** Some surface has closed; one that closes says nothing of what it held. */
  handleSurfaceClosed(): void;
  playTone(): void;
}

export function createDeviceTest(deps: DeviceTestDeps): DeviceTest {
  const { media, streams, clock, log, preferred } = deps;
  const holds = createDeviceHolds(clock, release);
  let call: TriedCall | null = null;
  let meter: SoundMeter | null = null;
  const microphone = createTrial('microphone', (track) => {
    meter?.close();
    meter = track === null ? null : media.meter(track);
  });
  const camera = createTrial('camera', (track) => streams.put(ownPreview, track));

  function createTrial(device: DeviceKind, onTrack: (track: MediaStreamTrack | null) => void): DeviceTrial {
    return createDeviceTrial({
      device,
      media,
      clock,
      preferred: () => preferred(device),
      isHeld: () => holds.includes(device),
      onTrack,
      onFailed: (cause) => log('error', 'device-not-tried', { cause: String(cause) }),
    });
  }

  function follow(): void {
    microphone.follow();
    camera.follow();
  }

  function release(viewId: string): void {
    holds.drop(viewId);
    follow();
  }

  return {
    hold(viewId, devices, callId) {
      if (callId === undefined || isRinging(call, callId)) holds.keep(viewId, { devices, callId });
      else holds.drop(viewId);
      follow();
      const picture = streams.version(ownPreview);
      return { microphone: microphone.state(), camera: camera.state(), picture };
    },
    level: () => (meter === null ? 0 : loudnessOf(meter.samples())),
    takeCamera(chosen) {
      holds.dropThoseOfCalls(() => true);
      microphone.follow();
      // What is tried for no call goes on beside it.
      return holds.includes('camera') ? null : camera.take(chosen);
    },
    handleCallChanged(next) {
      call = next;
      if (holds.isEmpty()) return;
      holds.dropThoseOfCalls((callId) => next?.callId !== callId || next.phase === 'ended');
      follow();
    },
    release,
    handleSurfaceClosed: holds.renewAll,
    playTone: () => media.playOnce('ring'),
  };
}

function isRinging(call: TriedCall | null, callId: string): boolean {
  return call?.callId === callId && call.phase === 'incoming';
}
