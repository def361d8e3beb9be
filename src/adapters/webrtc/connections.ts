/** Every peer connection of the engine is opened and closed here, so that a forgotten one shows in the count. */
const live = new Set<RTCPeerConnection>();

export function openPeerConnection(configuration: RTCConfiguration): RTCPeerConnection {
  const connection = new RTCPeerConnection(configuration);
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
