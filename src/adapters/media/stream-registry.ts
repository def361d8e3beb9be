import type { StreamRegistry } from '../../engine/ports/stream-registry-port.ts';
import type { MediaKey } from '../../shared/participant.ts';
import { mediaKey, streamsKey } from '../../shared/participant.ts';

/** What surfaces of this extension read from the engine's window. */
export type Streams = Partial<Record<MediaKey, MediaStream>>;

declare global {
  interface Window {
    [streamsKey]?: Streams;
  }
}

interface Registered {
  readonly track: MediaStreamTrack;
  readonly version: number;
}

/** `makeStream` wraps a track; a picture is a new stream whenever its track changes, so that versions and streams agree. */
export function createStreamRegistry(
  host: Pick<Window, typeof streamsKey>,
  makeStream: (track: MediaStreamTrack) => MediaStream = (track) => new MediaStream([track]),
): StreamRegistry {
  const streams: Streams = {};
  const registered = new Map<MediaKey, Registered>();
  let lastVersion = 0;
  host[streamsKey] = streams;

  return {
    put(picture, track) {
      const key = mediaKey(picture);
      if ((registered.get(key)?.track ?? null) === track) return;
      if (track === null) {
        registered.delete(key);
        delete streams[key];
        return;
      }
      lastVersion += 1;
      registered.set(key, { track, version: lastVersion });
      streams[key] = makeStream(track);
    },
    track: (picture) => registered.get(mediaKey(picture))?.track ?? null,
    version: (picture) => registered.get(mediaKey(picture))?.version ?? 0,
  };
}
