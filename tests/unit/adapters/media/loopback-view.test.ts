import { describe, expect, it } from 'vitest';
import { createLoopbackViews } from '#src/adapters/media/loopback-view.ts';
import { ownCamera } from '#src/shared/participant.ts';
import { createFakeStreams } from '../../../fakes/fake-streams.ts';
import { FakeTrack } from '../../../fakes/fake-track.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

class FakeConnection extends EventTarget {
  closed = false;
  connectionState = 'new';
  readonly iceGatheringState = 'complete';
  readonly localDescription = { sdp: 'answer' };
  readonly sent: unknown[] = [null, null, null];
  readonly broken: boolean;

  constructor(broken: boolean) {
    super();
    this.broken = broken;
  }

  async setRemoteDescription(): Promise<void> {
    if (this.broken) throw new Error('not an offer');
  }

  async setLocalDescription(): Promise<void> {}

  getTransceivers(): unknown[] {
    return this.sent.map((_, index) => ({
      direction: 'inactive',
      sender: {
        replaceTrack: async (track: unknown) => {
          this.sent[index] = track;
        },
        getParameters: () => ({ encodings: [{}] }),
        setParameters: async () => undefined,
      },
    }));
  }

  close(): void {
    this.closed = true;
  }

  become(state: string): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

function setUp() {
  const made: FakeConnection[] = [];
  const streams = createFakeStreams();
  const state = { broken: false };
  const createConnection = () => {
    const connection = new FakeConnection(state.broken);
    made.push(connection);
    return connection as unknown as RTCPeerConnection;
  };
  const views = createLoopbackViews({ streams, clock: createVirtualClock(), createConnection });
  return { made, streams, state, views };
}

const face = { participant: 'bob', source: 'camera' } as const;
const offer = { sdp: 'offer', pictures: [{ participant: 'bob', source: 'screen' }, face, ownCamera] } as const;

describe('loopback views', () => {
  it('send the pictures in the order in which they were named', async () => {
    const { made, streams, views } = setUp();
    const video = new FakeTrack('camera').asTrack();
    streams.put(face, video);
    expect(await views.connect({ viewId: 'one', ...offer })).toEqual({ sdp: 'answer' });
    expect(made[0]?.sent).toEqual([null, video, null]);
  });

  it('keep one connection per view', async () => {
    const { made, views } = setUp();
    await views.connect({ viewId: 'one', ...offer });
    await views.connect({ viewId: 'two', ...offer });
    await views.connect({ viewId: 'one', ...offer });
    expect(made.map(({ closed }) => closed)).toEqual([true, false, false]);
    views.close('one');
    views.close('two');
    views.close('never there');
    expect(made.every(({ closed }) => closed)).toBe(true);
  });

  it('close by themselves when the surface has gone', async () => {
    const { made, views } = setUp();
    await views.connect({ viewId: 'one', ...offer });
    made[0]?.become('disconnected');
    expect(made[0]?.closed).toBe(true);
  });

  it('are not closed by the end of a connection they have replaced', async () => {
    const { made, views } = setUp();
    await views.connect({ viewId: 'one', ...offer });
    await views.connect({ viewId: 'one', ...offer });
    made[0]?.become('failed');
    expect(made[1]?.closed).toBe(false);
  });

  it('leave nothing open after an offer that is no offer', async () => {
    const { made, state, views } = setUp();
    state.broken = true;
    await expect(views.connect({ viewId: 'one', ...offer })).rejects.toThrow('not an offer');
    expect(made[0]?.closed).toBe(true);
  });

  it('are bounded', async () => {
    const { made, views } = setUp();
    for (let index = 0; index < 20; index += 1) await views.connect({ viewId: String(index), ...offer });
    expect(made.filter(({ closed }) => !closed).length).toBeLessThanOrEqual(8);
    views.closeAll();
    expect(made.every(({ closed }) => closed)).toBe(true);
  });
});
