/** How long a description waits for what a server says of us: as long as this network has needed for it before. */
export interface GatheringPatience {
  ms(): number;
  /** Gathering began this long ago, and now the first candidate of a server is there. */
  learn(afterMs: number): void;
}

/** ICE starts its transactions 50 ms apart (RFC 8445 §14.2), so a second one had its chance. */
const leastMs = 80;
/** From here on it is quicker to go ahead: who has a direct path need not wait for a slow server, and the rest follows. */
const mostMs = 500;
/** Another run of the same way takes a little longer or shorter. */
const slack = 1.5;

export function createGatheringPatience(): GatheringPatience {
  let measuredMs = 0;
  return {
    ms: () => Math.round(Math.min(mostMs, Math.max(leastMs, measuredMs * slack))),
    learn(afterMs) {
      measuredMs = afterMs;
    },
  };
}
