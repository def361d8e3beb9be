import { describe, expect, it } from 'vitest';
import type { ShelfStreams } from '#src/adapters/media/media-shelf.ts';
import { createMediaShelf } from '#src/adapters/media/media-shelf.ts';
import { mediaShelfKey } from '#src/shared/snapshot.ts';
import { FakeTrack } from '../../../fakes/fake-media.ts';

function createShelf() {
  const host: { [mediaShelfKey]?: ShelfStreams } = {};
  const shelf = createMediaShelf(host, (track) =>
    Object.assign(new EventTarget() as MediaStream, { label: track.label }),
  );
  return { shelf, streams: () => host[mediaShelfKey] };
}

describe('the media shelf', () => {
  it('is on the window before any call', () => {
    const { streams } = createShelf();
    expect(streams()).toEqual({ remoteVideo: null, remoteScreen: null, selfView: null, preview: null });
  });

  it('changes stream and version together, and neither for the same track', () => {
    const { shelf, streams } = createShelf();
    const camera = new FakeTrack('camera').asTrack();
    shelf.put('selfView', camera);
    const first = { stream: streams()?.selfView, version: shelf.versions().selfView };
    expect(first.stream).not.toBeNull();
    shelf.put('selfView', camera);
    expect({ stream: streams()?.selfView, version: shelf.versions().selfView }).toEqual(first);
    shelf.put('selfView', new FakeTrack('other camera').asTrack());
    expect(streams()?.selfView).not.toBe(first.stream);
    expect(shelf.versions().selfView).toBeGreaterThan(first.version);
  });

  it('never gives a version twice, so that a picture that went and came back is attached again', () => {
    const { shelf, streams } = createShelf();
    const track = new FakeTrack('camera').asTrack();
    const seen = new Set<number>();
    for (let round = 0; round < 5; round += 1) {
      shelf.put('remoteVideo', track);
      seen.add(shelf.versions().remoteVideo);
      shelf.put('remoteVideo', null);
      expect(shelf.versions().remoteVideo).toBe(0);
      expect(streams()?.remoteVideo).toBeNull();
    }
    expect(seen.size).toBe(5);
  });
});
