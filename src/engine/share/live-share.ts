import type { MediaPort, OpenedScreen } from '../ports/media-port.ts';
import type { PausedShare } from './paused-share.ts';
import { createPausedShare } from './paused-share.ts';

type PickedScreen = Extract<OpenedScreen, { readonly kind: 'opened' }>;

export interface LiveShareDeps {
  readonly media: Pick<MediaPort, 'still' | 'onEnded' | 'watchPage'>;
  readonly onPicture: (picture: MediaStreamTrack | null) => void;
  /** Ended by the browser's own bar, or because the window is gone. */
  readonly onEnded: () => void;
  /** Another page is shown there, or it is known by another handle. */
  readonly onPage: () => void;
  readonly onFailed: (cause: unknown) => void;
}

/** What is shared at present. */
export interface LiveShare {
  readonly picture: MediaStreamTrack;
  readonly sound: MediaStreamTrack | null;
  readonly pause: PausedShare;
  /** The capture handle of the page that it shows, null for none. */
  page(): string | null;
  /** Stops its tracks; `onEnded` is not called. */
  end(): void;
}

export function createLiveShare({ picture, sound }: PickedScreen, deps: LiveShareDeps): LiveShare {
  const { media, onPicture, onEnded, onPage, onFailed } = deps;
  let page: string | null = null;
  const pause = createPausedShare({ media, picture, sound, onPicture, onFailed });
  const stopWatching = media.onEnded(picture, onEnded);
  media.watchPage(picture, (handle) => {
    page = handle;
    onPage();
  });
  return {
    picture,
    sound,
    pause,
    page: () => page,
    end() {
      stopWatching();
      pause.end();
      picture.stop();
      sound?.stop();
    },
  };
}
