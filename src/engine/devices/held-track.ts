import type { MediaPort } from '../ports/media-port.ts';
import type { SilenceWatchDeps } from './silence-watch.ts';
import { createSilenceWatch } from './silence-watch.ts';

export interface HeldTrackDeps extends SilenceWatchDeps {
  readonly media: Pick<MediaPort, 'onEnded'>;
  readonly onTrack: (track: MediaStreamTrack | null) => void;
  /** Unplugged, taken away by the browser, or gone with the page through which it was opened. */
  readonly onLost: (deviceId: string | null) => void;
}

/** The open device, if there is one. */
export interface HeldTrack {
  current(): MediaStreamTrack | null;
  /** Takes the place of the one before, which is stopped. */
  keep(track: MediaStreamTrack): void;
  /** Gives it away as it is. */
  letGo(): MediaStreamTrack | null;
  isSilenced(): boolean;
}

export function createHeldTrack(deps: HeldTrackDeps): HeldTrack {
  const silence = createSilenceWatch(deps);
  let current: MediaStreamTrack | null = null;

  function letGo(): MediaStreamTrack | null {
    const before = current;
    if (before === null) return null;
    current = null;
    silence.follow(null);
    deps.onTrack(null);
    return before;
  }

  return {
    current: () => current,
    keep(track) {
      const before = current;
      current = track;
      // One that has gone with its page cannot be asked any more.
      const { deviceId = null } = track.getSettings();
      deps.media.onEnded(track, () => {
        if (current !== track) return;
        letGo();
        deps.onLost(deviceId);
      });
      deps.onTrack(track);
      silence.follow(track);
      before?.stop();
    },
    letGo,
    isSilenced: silence.isSilenced,
  };
}
