import type { MediaShelf } from '#src/engine/ports/media-shelf-port.ts';
import type { PictureName } from '#src/shared/snapshot.ts';

/** A shelf without streams. */
export function createFakeShelf(): MediaShelf {
  const tracks: Record<PictureName, MediaStreamTrack | null> = {
    remoteVideo: null,
    remoteScreen: null,
    selfView: null,
    preview: null,
  };
  const versions: Record<PictureName, number> = { remoteVideo: 0, remoteScreen: 0, selfView: 0, preview: 0 };
  let last = 0;
  return {
    put(name, track) {
      if (tracks[name] === track) return;
      tracks[name] = track;
      last += 1;
      versions[name] = track === null ? 0 : last;
    },
    track: (name) => tracks[name],
    versions: () => ({ ...versions }),
  };
}
