/** What we read of the browser's statistics (WebRTC Statistics §5); which fields exist depends on the type, and on the browser. */
interface Stat {
  readonly id: string;
  readonly type: string;
  readonly selectedCandidatePairId?: string;
  readonly responsesReceived?: number;
  readonly roundTripTimeMeasurements?: number;
}

export async function readRoundTrips(connection: Pick<RTCPeerConnection, 'getStats'>): Promise<number> {
  return countRoundTrips((await connection.getStats()).values());
}

/** Answers to consent checks on the way in use, and reports on what we have sent that name one of ours. */
export function countRoundTrips(report: Iterable<Stat>): number {
  const stats = [...report];
  const selected = new Set(stats.map(({ selectedCandidatePairId }) => selectedCandidatePairId));
  const checks = stats.map(({ id, responsesReceived = 0 }) => (selected.has(id) ? responsesReceived : 0));
  const reports = stats.map(({ roundTripTimeMeasurements = 0 }) => roundTripTimeMeasurements);
  return [...checks, ...reports].reduce((total, count) => total + count, 0);
}
