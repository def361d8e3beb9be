import type { Firestore } from 'firebase/firestore';
import { disableNetwork, enableNetwork } from 'firebase/firestore';
import type { Clock } from '../../engine/ports/clock.ts';

/** Takes the streams of all watches up anew, without anybody being told that the service was left for a moment. */
export interface StreamRenewal {
  renew(): void;
  /** What a watch says now of being cut off is our own doing. */
  isUnderWay(): boolean;
  /** It is over, and what is cut off still is so in earnest. */
  onOver(action: () => void, signal: AbortSignal): void;
}

/** A contact who is away is sought in vain many times, and a stream that was renewed just now is no better for another time. */
const pauseMs = 60_000;
/** A stream is there again after one or two round trips; without a network it is not, and people are to know. */
const graceMs = 3_000;

interface StreamRenewalDependencies {
  readonly clock: Clock;
  /** Closes every stream and opens it again. */
  readonly reopen: () => Promise<void>;
}

export function createStreamRenewal({ clock, reopen }: StreamRenewalDependencies): StreamRenewal {
  const over = new Set<() => void>();
  let renewedAtMs = Number.NEGATIVE_INFINITY;
  let underWay = false;

  function end(): void {
    underWay = false;
    for (const action of over) action();
  }

  return {
    renew() {
      if (clock.nowMs() - renewedAtMs < pauseMs) return;
      renewedAtMs = clock.nowMs();
      underWay = true;
      clock.after(graceMs, end);
      // What keeps it from being reopened keeps it from being live, which its watches report.
      reopen().catch(() => undefined);
    },
    isUnderWay: () => underWay,
    onOver(action, signal) {
      over.add(action);
      signal.addEventListener('abort', () => over.delete(action), { once: true });
    },
  };
}

export async function reopenStreams(firestore: Firestore): Promise<void> {
  await disableNetwork(firestore);
  await enableNetwork(firestore);
}
