import { describe, expect, it } from 'vitest';
import type { Streams } from '#src/adapters/media/stream-registry.ts';
import { createStreamRegistry } from '#src/adapters/media/stream-registry.ts';
import { mediaKey, ownCamera, streamsKey } from '#src/shared/participant.ts';
import { FakeTrack } from '../../../fakes/fake-track.ts';

const face = { participant: 'bob', source: 'camera' } as const;

function createRegistry() {
  const host: { [streamsKey]?: Streams } = {};
  const registry = createStreamRegistry(host, (track) =>
    Object.assign(new EventTarget() as MediaStream, { label: track.label }),
  );
  return { registry, streams: () => host[streamsKey] };
}

describe('the stream registry', () => {
  it('is on the window before any call', () => {
    const { streams } = createRegistry();
    expect(streams()).toEqual({});
  });

  it('changes stream and version together, and neither for the same track', () => {
    const { registry, streams } = createRegistry();
    const now = () => ({ stream: streams()?.[mediaKey(ownCamera)], version: registry.version(ownCamera) });
    const camera = new FakeTrack('camera').asTrack();
    registry.put(ownCamera, camera);
    const first = now();
    expect(first.stream).toBeDefined();
    registry.put(ownCamera, camera);
    expect(now()).toEqual(first);
    registry.put(ownCamera, new FakeTrack('other camera').asTrack());
    expect(now().stream).not.toBe(first.stream);
    expect(now().version).toBeGreaterThan(first.version);
  });

  it('never gives a version twice, so that a picture that went and came back is attached again', () => {
    const { registry, streams } = createRegistry();
    const track = new FakeTrack('camera').asTrack();
    const seen = new Set<number>();
    for (let round = 0; round < 5; round += 1) {
      registry.put(face, track);
      seen.add(registry.version(face));
      registry.put(face, null);
      expect(registry.version(face)).toBe(0);
      expect(streams()).toEqual({});
    }
    expect(seen.size).toBe(5);
  });

  it('keeps apart what is of different people, and of one person', () => {
    const { registry } = createRegistry();
    const track = new FakeTrack('camera').asTrack();
    registry.put(face, track);
    for (const other of [
      ownCamera,
      { participant: 'carol', source: 'camera' },
      { ...face, source: 'screen' },
    ] as const) {
      expect(registry.track(other)).toBeNull();
    }
    expect(registry.track(face)).toBe(track);
  });
});
