import type { RelayReport } from '../../engine/links/rules/obstacle.ts';
import { isRelayUrl } from '../../shared/settings/relay.ts';

/** From here on codes are the browser's own: nothing answered (W3C WebRTC §4.8.3). */
const firstOwnCode = 700;

export interface RelayWatch {
  handleCandidate(candidate: Pick<RTCIceCandidate, 'type'> | null): void;
  handleError(error: Pick<RTCPeerConnectionIceErrorEvent, 'url' | 'errorCode'>): void;
  /** Where nothing but a relay will do, gathering fails because none has answered by then. */
  attend<Gathered>(gathering: Promise<Gathered>): Promise<Gathered>;
}

/** What the error of a candidate says of the server that was asked. */
export function reportOf(errorCode: number): Exclude<RelayReport, 'works'> {
  return errorCode < firstOwnCode ? 'refused' : 'unreachable';
}

/** Judges the relays of one connection by what its gathering brings; one that works is enough. */
export function watchRelays(relayOnly: boolean, onReport: (report: RelayReport) => void): RelayWatch {
  let told: RelayReport | undefined;
  const tell = (report: RelayReport): void => {
    if (told === 'works' || told === report) return;
    told = report;
    onReport(report);
  };
  return {
    handleCandidate(candidate) {
      if (candidate?.type === 'relay') tell('works');
    },
    handleError({ url, errorCode }) {
      if (isRelayUrl(url ?? '')) tell(reportOf(errorCode));
    },
    async attend(gathering) {
      try {
        return await gathering;
      } catch (error) {
        if (relayOnly && told === undefined) tell('unreachable');
        throw error;
      }
    },
  };
}
