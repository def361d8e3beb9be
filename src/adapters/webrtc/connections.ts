import type { PeerOptions } from '../../engine/ports/peer-port.ts';

type ConnectionOptions = Pick<PeerOptions, 'iceServers' | 'relayOnly'>;

/** Every peer connection of the engine is opened and closed here, so that a forgotten one shows in the count. */
const live = new Set<RTCPeerConnection>();

/** `relayOnly`: neither asks nor tells anybody of another way. */
export function openPeerConnection({ iceServers, relayOnly }: ConnectionOptions): RTCPeerConnection {
  const connection = new RTCPeerConnection({
    iceServers: iceServers.map(({ urls, ...rest }) => ({ urls: [urls].flat(), ...rest })),
    iceTransportPolicy: relayOnly ? 'relay' : 'all',
    bundlePolicy: 'max-bundle',
    rtcpMuxPolicy: 'require',
  });
  live.add(connection);
  return connection;
}

/** Harmless for a connection that is closed already. */
export function closeConnection(connection: RTCPeerConnection): void {
  live.delete(connection);
  connection.close();
}

/** How many peer connections this context holds. */
export function peerConnectionCount(): number {
  return live.size;
}
