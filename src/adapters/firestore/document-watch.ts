import type { DocumentSnapshot, Firestore } from 'firebase/firestore';
import { doc, onSnapshot } from 'firebase/firestore';
import type { Clock } from '../../engine/ports/clock.ts';
import { parseStampMs } from './documents.ts';
import type { UsageCounter } from './usage-counter.ts';

const retryDelaysMs = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000] as const;

interface DocumentWatchDependencies {
  readonly firestore: Firestore;
  readonly clock: Clock;
  readonly usage: UsageCounter;
}

interface WatchedDocument {
  readonly path: string;
  readonly signal: AbortSignal;
  /** Undefined when there is no such document. */
  onData(data: unknown): void;
  onReached(reached: boolean): void;
}

/** Follows one stamped document through every interruption until `signal` aborts; each version is told once. */
export function watchDocument({ firestore, clock, usage }: DocumentWatchDependencies, watched: WatchedDocument): void {
  const { path, signal, onData, onReached } = watched;
  let failures = 0;
  let told: number | 'nothing' | undefined;
  let unsubscribe = (): void => undefined;
  let cancelRetry = (): void => undefined;

  const read = (snapshot: DocumentSnapshot): void => {
    if (signal.aborted) return;
    onReached(!snapshot.metadata.fromCache);
    if (snapshot.metadata.fromCache) return;
    failures = 0;
    const version = parseStampMs(snapshot.data()) ?? 'nothing';
    if (version === told) return;
    told = version;
    usage.countReads(1);
    onData(snapshot.data());
  };

  const retry = (): void => {
    if (signal.aborted) return;
    onReached(false);
    const delayMs = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 0;
    failures += 1;
    cancelRetry = clock.after(delayMs * (0.5 + Math.random() / 2), listen);
  };

  const listen = (): void => {
    unsubscribe = onSnapshot(doc(firestore, path), { includeMetadataChanges: true }, read, retry);
  };

  signal.addEventListener('abort', () => {
    cancelRetry();
    unsubscribe();
  });
  listen();
}
