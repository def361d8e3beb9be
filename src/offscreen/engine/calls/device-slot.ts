import type { DeviceKind, MediaPort } from '../../media/media-port.ts';

export type DeviceFailure = 'missing' | 'refused' | 'busy';

export interface DeviceSlotDeps {
  readonly device: DeviceKind;
  readonly media: Pick<MediaPort, 'open'>;
  readonly onTrack: (track: MediaStreamTrack | null) => void;
  /** Unplugged, or taken away by the browser. */
  readonly onLost: () => void;
}

/** One device of a call: closed, opening, or open with its track. */
export interface DeviceSlot {
  /** Opens unless `unwanted` by the time it is there; resolves to what went wrong, or null. */
  open(unwanted: () => boolean): Promise<DeviceFailure | null>;
  /** Also stops what is still opening, as soon as it arrives. */
  stop(): void;
  track(): MediaStreamTrack | null;
}

export function createDeviceSlot({ device, media, onTrack, onLost }: DeviceSlotDeps): DeviceSlot {
  let current: MediaStreamTrack | null = null;
  let attempt = 0;

  function stop(): void {
    attempt += 1;
    if (current === null) return;
    current.stop();
    current = null;
    onTrack(null);
  }

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
      const own = attempt;
      const opened = await media.open(device);
      const late = own !== attempt || unwanted();
      if (opened.kind === 'failed') return late ? null : opened.reason;
      if (late) opened.track.stop();
      else keep(opened.track);
      return null;
    },
    stop,
    track: () => current,
  };
}
