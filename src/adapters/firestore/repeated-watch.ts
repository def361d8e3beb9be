import type { Clock } from '../../engine/ports/clock.ts';
import type { Connectivity } from './connectivity.ts';
import type { StreamRenewal } from './stream-renewal.ts';

/** The last one goes on for ever. */
const retryDelaysMs = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000] as const;

export interface RepeatedWatchDependencies {
  readonly clock: Pick<Clock, 'after'>;
  readonly connectivity: Pick<Connectivity, 'onOnline'>;
  readonly renewal: Pick<StreamRenewal, 'isUnderWay' | 'onOver'>;
}

/** Stops when the returned function is called; a listener that failed gives nothing any more. */
export type Listen<Snapshot> = (
  onSnapshot: (snapshot: Snapshot) => void,
  onFailure: (error: unknown) => void,
) => () => void;

interface Watched<Snapshot> {
  readonly listen: Listen<Snapshot>;
  readonly signal: AbortSignal;
  onSnapshot(snapshot: Snapshot): void;
  /** Listening failed and will be tried again. */
  onFailure(error: unknown): void;
}

/** Listens until `signal` aborts: anew after each failure, later each time, and at once when the network is back. */
export function watchRepeatedly<Snapshot extends { readonly metadata: { readonly fromCache: boolean } }>(
  { clock, connectivity, renewal }: RepeatedWatchDependencies,
  { listen, signal, onSnapshot, onFailure }: Watched<Snapshot>,
): void {
  let failures = 0;
  let unsaid: Snapshot | undefined;
  let stopListening = (): void => undefined;
  let cancelRetry = (): void => undefined;

  const begin = (): void => {
    cancelRetry();
    stopListening();
    if (signal.aborted) return;
    stopListening = listen(takeSnapshot, retryLater);
  };

  const takeSnapshot = (snapshot: Snapshot): void => {
    if (signal.aborted) return;
    const { fromCache } = snapshot.metadata;
    if (!fromCache) failures = 0;
    unsaid = fromCache && renewal.isUnderWay() ? snapshot : undefined;
    if (unsaid === undefined) onSnapshot(snapshot);
  };

  const retryLater = (error: unknown): void => {
    if (signal.aborted) return;
    onFailure(error);
    const delayMs = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 0;
    failures += 1;
    // Everybody lost the service at the same moment; they should not all come back at the same moment.
    cancelRetry = clock.after(delayMs * (0.5 + Math.random() / 2), begin);
  };

  renewal.onOver(() => {
    if (unsaid !== undefined) onSnapshot(unsaid);
    unsaid = undefined;
  }, signal);
  connectivity.onOnline(() => {
    if (failures > 0) begin();
  }, signal);
  signal.addEventListener('abort', () => {
    cancelRetry();
    stopListening();
  });
  begin();
}
