import type { ProbeWay } from '../../engine/ports/peer-port.ts';
import { closeConnection, openPeerConnection } from './connections.ts';

/** A relay by TLS takes four round trips, each of which may last a second. */
const patienceMs = 8_000;
/** From here on codes are the browser's own: nothing answered (W3C WebRTC §4.8.3). */
const firstOwnCode = 700;

/** Gathers in a connection of its own, that nobody is offered. */
export const probeWay: ProbeWay = async ({ wanted, iceServers }) => {
  const startedAtMs = performance.now();
  const connection = openPeerConnection({
    iceServers: iceServers.map((server) => ({ ...server, urls: [server.urls].flat() })),
    iceTransportPolicy: wanted === 'relay' ? 'relay' : 'all',
  });
  const outcome = await new Promise<'works' | 'refused' | 'silent'>((resolve) => {
    let failed: 'refused' | 'silent' | undefined;
    const timer = setTimeout(() => resolve(failed ?? 'silent'), patienceMs);
    const settle = (found: 'works' | 'refused' | 'silent'): void => {
      clearTimeout(timer);
      resolve(found);
    };
    connection.onicecandidateerror = ({ errorCode }) => {
      if (failed !== 'refused') failed = errorCode < firstOwnCode ? 'refused' : 'silent';
    };
    connection.onicecandidate = ({ candidate }) => {
      if (candidate?.type === wanted) settle('works');
      // A mirror that shows nothing new has answered all the same: there is no router in between.
      else if (candidate === null) settle(failed ?? (wanted === 'srflx' ? 'works' : 'silent'));
    };
    connection.createDataChannel('probe');
    connection.setLocalDescription().catch(() => settle('silent'));
  });
  closeConnection(connection);
  return { outcome, tookMs: Math.round(performance.now() - startedAtMs) };
};
