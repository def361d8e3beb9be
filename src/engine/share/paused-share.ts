import type { SharePause } from '../../shared/settings/share-mode.ts';
import type { MediaPort, StillPicture } from '../ports/media-port.ts';

export interface PausedShareDeps {
  readonly media: Pick<MediaPort, 'still'>;
  readonly picture: MediaStreamTrack;
  readonly sound: MediaStreamTrack | null;
  /** What is to be sent from now on. */
  readonly onPicture: (picture: MediaStreamTrack | null) => void;
  readonly onFailed: (cause: unknown) => void;
}

/** Freezes or blanks one share. */
export interface PausedShare {
  set(pause: SharePause | null): void;
  current(): SharePause | null;
  /** Lets go without sending anything. */
  end(): void;
}

export function createPausedShare({ media, picture, sound, onPicture, onFailed }: PausedShareDeps): PausedShare {
  let current: SharePause | null = null;
  let still: StillPicture | null = null;
  /** Aborted by the next change, for which a still picture that is only being made comes too late. */
  let making = new AbortController();

  function forget(): void {
    making.abort();
    still?.stop();
    still = null;
  }

  async function hold(pause: SharePause, signal: AbortSignal): Promise<void> {
    const made = await media.still(pause === 'frozen' ? picture : null);
    if (signal.aborted) {
      made.stop();
      return;
    }
    still = made;
    onPicture(made.track);
  }

  return {
    set(pause) {
      if (pause === current) return;
      current = pause;
      forget();
      if (sound !== null) sound.enabled = pause === null;
      // Nothing of the time after the click gets out, however long the still picture takes.
      onPicture(pause === null ? picture : null);
      if (pause === null) return;
      making = new AbortController();
      hold(pause, making.signal).catch(onFailed);
    },
    current: () => current,
    end: forget,
  };
}
