import type { DeviceAccess, DeviceKind, MediaPort } from '../ports/media-port.ts';

export type DeviceFailure = 'missing' | 'refused' | 'busy';

/** What keeps one from being opened that may not be. */
export function failureOf(access: DeviceAccess): DeviceFailure {
  return access === 'missing' ? 'missing' : 'refused';
}

export interface InputDeviceDeps {
  readonly device: DeviceKind;
  readonly media: Pick<MediaPort, 'open'>;
  readonly preferred: () => string | null;
  readonly onTrack: (track: MediaStreamTrack | null) => void;
  /** Unplugged, or taken away by the browser. */
  readonly onLost: () => void;
}

/** One device of a call: closed, opening, or open with its track. */
export interface InputDevice {
  /** Opens unless `unwanted` by the time it is there; resolves to what went wrong, or null. */
  open(unwanted: () => boolean): Promise<DeviceFailure | null>;
  /** Puts the device that is preferred now in the place of the one in use, which goes on until the other is there. */
  swap(): Promise<DeviceFailure | null>;
  /** Also stops what is still opening, as soon as it arrives. */
  stop(): void;
  /** Gives the open device away as it is, and is closed then. */
  take(): MediaStreamTrack | null;
  track(): MediaStreamTrack | null;
}

export function createInputDevice({ device, media, preferred, onTrack, onLost }: InputDeviceDeps): InputDevice {
  let current: MediaStreamTrack | null = null;
  /** Aborted when what is being opened is not wanted any more. */
  let attempt = new AbortController();

  function beginAnew(): AbortSignal {
    attempt.abort();
    attempt = new AbortController();
    return attempt.signal;
  }

  function take(): MediaStreamTrack | null {
    attempt.abort();
    const taken = current;
    if (taken === null) return null;
    current = null;
    onTrack(null);
    return taken;
  }

  const stop = (): void => take()?.stop();

  function keep(track: MediaStreamTrack): void {
    current = track;
    track.addEventListener('ended', () => {
      if (current !== track) return;
      stop();
      onLost();
    });
    onTrack(track);
  }

  return {
    async open(unwanted) {
      stop();
      const signal = beginAnew();
      const opened = await media.open(device, preferred());
      const late = signal.aborted || unwanted();
      if (opened.kind === 'failed') return late ? null : opened.reason;
      if (late) opened.track.stop();
      else keep(opened.track);
      return null;
    },
    async swap() {
      const before = current;
      if (before === null) return null;
      const signal = beginAnew();
      const opened = await media.open(device, preferred());
      if (opened.kind === 'failed') return signal.aborted ? null : opened.reason;
      if (signal.aborted) {
        opened.track.stop();
        return null;
      }
      keep(opened.track);
      before.stop();
      return null;
    },
    stop,
    take,
    track: () => current,
  };
}
