import type { LoopbackViews } from '../../engine/ports/loopback-views-port.ts';
import type { StreamRegistry } from '../../engine/ports/stream-registry-port.ts';
import { withStartBitrate } from './loopback-sdp.ts';

/** More surfaces than a person has; the oldest view gives way. */
const maxViews = 8;
/** Local connections have no gathering to wait for beyond the network interfaces. */
const gatherTimeoutMs = 2_000;
/** Enough for 1080p text; nothing but this machine's memory lies between the two ends. */
const maxBitrate = 30_000_000;

export function createLoopbackViews(
  streams: Pick<StreamRegistry, 'track'>,
  createConnection: () => RTCPeerConnection = () => new RTCPeerConnection(),
): LoopbackViews {
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
        await gathered(connection);
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

function gathered(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, gatherTimeoutMs);
    const check = (): void => {
      if (connection.iceGatheringState !== 'complete') return;
      clearTimeout(timer);
      resolve();
    };
    connection.addEventListener('icegatheringstatechange', check);
    check();
  });
}
