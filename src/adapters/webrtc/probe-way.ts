import type { RelayReport } from '../../engine/links/rules/obstacle.ts';
import type { ProbeWay } from '../../engine/ports/peer-port.ts';
import { closeConnection, openPeerConnection } from './connections.ts';
import { reportOf } from './relay-watch.ts';

/** A relay by TLS takes four round trips, each of which may last a second. */
const patienceMs = 8_000;

type Wanted = Parameters<ProbeWay>[0]['wanted'];

/** Gathers in a connection of its own, that nobody is offered. */
export const probeWay: ProbeWay = async ({ wanted, iceServers }) => {
  const startedAtMs = performance.now();
  const outcome = await gather(wanted, iceServers).catch((): RelayReport => 'unreachable');
  return { outcome, tookMs: Math.round(performance.now() - startedAtMs) };
};

/** Rejects where the browser takes no such server, or makes no offer. */
async function gather(wanted: Wanted, iceServers: Parameters<ProbeWay>[0]['iceServers']): Promise<RelayReport> {
  const connection = openPeerConnection({ iceServers, relayOnly: wanted === 'relay' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise((resolve, reject) => {
      let failed: RelayReport | undefined;
      timer = setTimeout(() => resolve(failed ?? 'unreachable'), patienceMs);
      connection.onicecandidateerror = ({ errorCode }) => {
        if (failed !== 'refused') failed = reportOf(errorCode);
      };
      connection.onicecandidate = ({ candidate }) => {
        if (candidate?.type === wanted) resolve('works');
        // A server that shows nothing new has answered all the same: there is no router in between.
        else if (candidate === null) resolve(failed ?? (wanted === 'srflx' ? 'works' : 'unreachable'));
      };
      connection.createDataChannel('probe');
      connection.setLocalDescription().catch(reject);
    });
  } finally {
    clearTimeout(timer);
    closeConnection(connection);
  }
}
