import type { Clock } from '../../engine/ports/clock.ts';
import type { LoopbackViews } from '../../engine/ports/loopback-views-port.ts';
import type { StreamRegistry } from '../../engine/ports/stream-registry-port.ts';
import { eventInTime } from './event-in-time.ts';
import { withStartBitrate } from './loopback-sdp.ts';

/** More surfaces than a person has; the oldest view gives way. */
const maxViews = 8;
/** Local connections have no gathering to wait for beyond the network interfaces. */
const gatherTimeoutMs = 2_000;
/** Enough for 1080p text; nothing but this machine's memory lies between the two ends. */
const maxBitrate = 30_000_000;

export interface LoopbackViewsDeps {
  readonly streams: Pick<StreamRegistry, 'track'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly createConnection?: () => RTCPeerConnection;
}

export function createLoopbackViews({
  streams,
  clock,
  createConnection = () => new RTCPeerConnection(),
}: LoopbackViewsDeps): LoopbackViews {
  const views = new Map<string, RTCPeerConnection>();

  function close(viewId: string): void {
    views.get(viewId)?.close();
    views.delete(viewId);
  }

  function open(viewId: string): RTCPeerConnection {
    close(viewId);
    const [oldest] = views.keys();
    if (views.size >= maxViews && oldest !== undefined) close(oldest);
    const connection = createConnection();
    views.set(viewId, connection);
    // The surface went without a word: its end stops answering.
    connection.addEventListener('connectionstatechange', () => {
      const isOver = connection.connectionState === 'failed' || connection.connectionState === 'disconnected';
      if (isOver && views.get(viewId) === connection) close(viewId);
    });
    return connection;
  }

  return {
    async connect({ viewId, sdp, pictures }) {
      const connection = open(viewId);
      try {
        await connection.setRemoteDescription({ type: 'offer', sdp: withStartBitrate(sdp) });
        await Promise.all(
          connection.getTransceivers().map((transceiver, index) => {
            const picture = pictures[index];
            return attach(transceiver, picture === undefined ? null : streams.track(picture));
          }),
        );
        await connection.setLocalDescription();
        await gathered(connection, clock);
        return { sdp: connection.localDescription?.sdp ?? '' };
      } catch (cause) {
        if (views.get(viewId) === connection) close(viewId);
        throw cause;
      }
    },
    close,
    closeAll() {
      for (const viewId of [...views.keys()]) close(viewId);
    },
  };
}

async function attach(transceiver: RTCRtpTransceiver, track: MediaStreamTrack | null): Promise<void> {
  transceiver.direction = 'sendonly';
  await transceiver.sender.replaceTrack(track);
  const parameters = transceiver.sender.getParameters();
  parameters.degradationPreference = 'maintain-resolution';
  for (const encoding of parameters.encodings) encoding.maxBitrate = maxBitrate;
  await transceiver.sender.setParameters(parameters);
}

async function gathered(connection: RTCPeerConnection, clock: Pick<Clock, 'after'>): Promise<void> {
  const isThere = (): boolean => connection.iceGatheringState === 'complete';
  await eventInTime({
    target: connection,
    type: 'icegatheringstatechange',
    isThere,
    timeoutMs: gatherTimeoutMs,
    clock,
  });
}
