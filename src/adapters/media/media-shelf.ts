import type { MediaShelf } from '../../engine/ports/media-shelf-port.ts';
import type { PictureName } from '../../shared/snapshot.ts';
import { mediaShelfKey } from '../../shared/snapshot.ts';

/** What surfaces of this extension read from the offscreen window. */
export type ShelfStreams = Record<PictureName, MediaStream | null>;

declare global {
  interface Window {
    [mediaShelfKey]?: ShelfStreams;
  }
}

/** `makeStream` wraps a track; a picture is a new stream whenever its track changes, so that versions and streams agree. */
export function createMediaShelf(
  host: Pick<Window, typeof mediaShelfKey>,
  makeStream: (track: MediaStreamTrack) => MediaStream = (track) => new MediaStream([track]),
): MediaShelf {
  const streams: ShelfStreams = { remoteVideo: null, remoteScreen: null, selfView: null, preview: null };
  const tracks: Record<PictureName, MediaStreamTrack | null> = {
    remoteVideo: null,
    remoteScreen: null,
    selfView: null,
    preview: null,
  };
  const versions: Record<PictureName, number> = { remoteVideo: 0, remoteScreen: 0, selfView: 0, preview: 0 };
  let lastVersion = 0;
  host[mediaShelfKey] = streams;

  return {
    put(name, track) {
      if (tracks[name] === track) return;
      tracks[name] = track;
      streams[name] = track === null ? null : makeStream(track);
      if (track !== null) lastVersion += 1;
      versions[name] = track === null ? 0 : lastVersion;
    },
    track: (name) => tracks[name],
    versions: () => ({ ...versions }),
  };
}
