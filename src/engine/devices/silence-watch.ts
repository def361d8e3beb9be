import type { Clock } from '../ports/clock.ts';
import type { DeviceKind } from '../ports/media-port.ts';
import { createTimers } from '../timers.ts';

/** A camera that misses a few pictures counts as silent for a moment; a microphone only when somebody means it. */
export const stallMs: Readonly<Record<DeviceKind, number>> = { microphone: 0, camera: 2_000 };

export interface SilenceWatchDeps {
  readonly device: DeviceKind;
  readonly clock: Pick<Clock, 'after'>;
  readonly onChange: () => void;
}

/** Whether the system, or a switch of the device, lets nothing out of an open device (Media Capture and Streams §4.3.1.1). */
export interface SilenceWatch {
  follow(track: MediaStreamTrack | null): void;
  isSilenced(): boolean;
}

export function createSilenceWatch({ device, clock, onChange }: SilenceWatchDeps): SilenceWatch {
  const timers = createTimers<'stall'>(clock);
  let followed: MediaStreamTrack | null = null;
  let silenced = false;

  function tell(next: boolean): void {
    if (silenced === next) return;
    silenced = next;
    onChange();
  }

  function look(track: MediaStreamTrack): void {
    if (followed !== track) return;
    timers.cancelAll();
    if (track.muted && stallMs[device] > 0) timers.set('stall', stallMs[device], () => tell(true));
    else tell(track.muted);
  }

  return {
    follow(track) {
      timers.cancelAll();
      followed = track;
      silenced = false;
      if (track === null) return;
      for (const event of ['mute', 'unmute']) track.addEventListener(event, () => look(track));
      look(track);
    },
    isSilenced: () => silenced,
  };
}
