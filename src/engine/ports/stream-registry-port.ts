import type { PictureId } from '../../shared/participant.ts';

/** Where surfaces find the pictures of the call. */
export interface StreamRegistry {
  /** The same track again changes nothing. */
  put(picture: PictureId, track: MediaStreamTrack | null): void;
  track(picture: PictureId): MediaStreamTrack | null;
  /** Rises with every change of that picture; 0 while there is none. */
  version(picture: PictureId): number;
}
