import type { CarriedCounts } from '../../engine/links/rules/state.ts';

/** What we read of the browser's statistics (WebRTC Statistics §5); which fields exist depends on the type, and on the browser. */
interface Stat {
  readonly id: string;
  readonly type: string;
  readonly selectedCandidatePairId?: string;
  readonly bytesReceived?: number;
  readonly responsesReceived?: number;
}

/**
 * Of the way in use. Reports of RTCP are no answers: they go on while nothing of ours arrives any more, and measure by what
 * did before.
 */
export function countCarried(report: Iterable<Stat>): CarriedCounts {
  const stats = [...report];
  const selected = new Set(stats.map(({ selectedCandidatePairId }) => selectedCandidatePairId));
  const { bytesReceived = 0, responsesReceived = 0 } = stats.find(({ id }) => selected.has(id)) ?? {};
  return { arrived: bytesReceived, answered: responsesReceived };
}
