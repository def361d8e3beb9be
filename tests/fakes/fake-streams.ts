import type { StreamRegistry } from '#src/engine/ports/stream-registry-port.ts';
import { mediaKey } from '#src/shared/participant.ts';

/** A registry without streams. */
export function createFakeStreams(): StreamRegistry {
  const registered = new Map<string, { readonly track: MediaStreamTrack; readonly version: number }>();
  let last = 0;
  return {
    put(picture, track) {
      const key = mediaKey(picture);
      if ((registered.get(key)?.track ?? null) === track) return;
      last += 1;
      if (track === null) registered.delete(key);
      else registered.set(key, { track, version: last });
    },
    track: (picture) => registered.get(mediaKey(picture))?.track ?? null,
    version: (picture) => registered.get(mediaKey(picture))?.version ?? 0,
  };
}
