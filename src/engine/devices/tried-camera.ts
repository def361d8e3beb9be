import type { Clock } from '../ports/clock.ts';
import type { MediaPort } from '../ports/media-port.ts';
import { createTimers } from '../timers.ts';
import type { DeviceTest } from './device-test.ts';

/** Whoever asks whether the camera may be opened opens it in the next moment, or does not want it any more. */
const keepMs = 1_000;

interface TriedCameraDeps {
  readonly media: MediaPort;
  readonly takeCamera: DeviceTest['takeCamera'];
  /** The chosen camera, null for the system's choice. */
  readonly preferred: (device: 'camera') => string | null;
  readonly clock: Pick<Clock, 'after'>;
}

interface TakenCamera {
  readonly track: MediaStreamTrack;
  /** With which it was opened. */
  readonly choice: string | null;
}

/**
 * The devices as calls open them: a camera that is open already for a look before the answer goes over as it is, with its
 * light on. It is taken when a call first asks for it, for the look ends with the answer, sooner than the camera is opened.
 */
export function withTriedCamera({ media, takeCamera, preferred, clock }: TriedCameraDeps): MediaPort {
  let taken: TakenCamera | null = null;
  const timers = createTimers<'keep'>(clock);

  function letGo(): TakenCamera | null {
    const before = taken;
    timers.cancelAll();
    taken = null;
    return before;
  }

  function take(choice: string | null): boolean {
    if (taken !== null) return true;
    const track = takeCamera(choice);
    if (track === null) return false;
    taken = { track, choice };
    timers.set('keep', keepMs, () => letGo()?.track.stop());
    return true;
  }

  return {
    ...media,
    // What is open needs no asking.
    access: (device) =>
      device === 'camera' && take(preferred('camera')) ? Promise.resolve('granted') : media.access(device),
    async open(device, preferredId) {
      if (device === 'camera') take(preferredId);
      const camera = device === 'camera' ? letGo() : null;
      if (camera?.choice === preferredId) return { kind: 'opened', track: camera.track };
      camera?.track.stop();
      return media.open(device, preferredId);
    },
  };
}
