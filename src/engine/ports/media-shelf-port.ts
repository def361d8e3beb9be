import type { PictureName } from '../../shared/snapshot.ts';

/** Where surfaces find the pictures of the call. */
export interface MediaShelf {
  /** The same track again changes nothing. */
  put(name: PictureName, track: MediaStreamTrack | null): void;
  track(name: PictureName): MediaStreamTrack | null;
  /** Rises with every change of that picture; 0 while there is none. */
  versions(): Readonly<Record<PictureName, number>>;
}
