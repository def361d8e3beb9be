import type { DocumentChange, Firestore, QuerySnapshot } from 'firebase/firestore';
import { collection, limit, onSnapshot, orderBy, query } from 'firebase/firestore';
import type { Clock } from '../../engine/ports/clock.ts';
import type { Connectivity } from './connectivity.ts';
import { parseStampMs } from './documents.ts';
import type { UsageCounter } from './usage-counter.ts';

/** The rules allow no longer lists. */
const windowSize = 100;
const retryDelaysMs = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000] as const;

export interface WatchDependencies {
  readonly firestore: Firestore;
  readonly clock: Clock;
  readonly connectivity: Connectivity;
  readonly usage: UsageCounter;
}

export interface CollectionListener {
  /** `live` is false for what waited there already, or gathered while the service was out of reach. */
  onDocument(document: { readonly name: string; readonly data: unknown; readonly live: boolean }): void;
  onReached(reached: boolean): void;
  onFailure(error: unknown): void;
}

interface Watched {
  readonly path: string;
  /** Which ones a collection of more than a hundred shows. */
  readonly first: 'newest' | 'oldest';
  readonly listener: CollectionListener;
  readonly signal: AbortSignal;
}

/** Follows up to a hundred documents of one collection through every interruption until `signal` aborts. */
export function watchCollection(deps: WatchDependencies, { path, first, listener, signal }: Watched): void {
  const reader = createSnapshotReader(deps.usage, { listener, first });
  const order = first === 'newest' ? 'desc' : 'asc';
  const documents = query(collection(deps.firestore, path), orderBy('at', order), limit(windowSize));
  let failures = 0;
  let unsubscribe = (): void => undefined;
  let cancelRetry = (): void => undefined;

  const listen = (): void => {
    cancelRetry();
    unsubscribe();
    if (signal.aborted) return;
    unsubscribe = onSnapshot(documents, { includeMetadataChanges: true }, onSnapshotArrived, onListenerEnded);
  };

  const onSnapshotArrived = (snapshot: QuerySnapshot): void => {
    if (signal.aborted) return;
    if (!snapshot.metadata.fromCache) failures = 0;
    reader.read(snapshot);
  };

  const onListenerEnded = (error: unknown): void => {
    if (signal.aborted) return;
    reader.restart();
    listener.onFailure(error);
    const delayMs = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 0;
    failures += 1;
    // Everybody lost the service at the same moment; they should not all come back at the same moment.
    cancelRetry = deps.clock.after(delayMs * (0.5 + Math.random() / 2), listen);
  };

  deps.connectivity.onOnline(() => {
    if (failures > 0) listen();
  }, signal);
  signal.addEventListener('abort', () => {
    cancelRetry();
    unsubscribe();
  });
  listen();
}

/** Turns snapshots into documents, each version of a document once. */
function createSnapshotReader(usage: UsageCounter, { listener, first }: Pick<Watched, 'listener' | 'first'>) {
  const delivered = new Map<string, number | undefined>();
  let reached: boolean | undefined;
  /** Nothing at or below this stamp is new: the window did not hold everything when the watch began. */
  let oldStampMs = 0;
  let billedFirst = false;

  const deliver = ({ doc, type }: DocumentChange, live: boolean): void => {
    if (type === 'removed') {
      delivered.delete(doc.id);
      return;
    }
    const stampMs = parseStampMs(doc.data());
    if (stampMs !== undefined && delivered.get(doc.id) === stampMs) return;
    delivered.set(doc.id, stampMs);
    listener.onDocument({ name: doc.id, data: doc.data(), live: live && (stampMs ?? 0) > oldStampMs });
  };

  const oldestFirst = (changes: readonly DocumentChange[]): readonly DocumentChange[] =>
    first === 'newest' ? changes.toReversed() : changes;

  const markOld = (documents: QuerySnapshot['docs']): void => {
    if (documents.length === windowSize) oldStampMs = parseStampMs(documents.at(-1)?.data()) ?? 0;
  };

  const count = (changes: readonly DocumentChange[]): void => {
    const documents = changes.filter((change) => change.type !== 'removed').length;
    // An empty answer to a query costs one read.
    usage.countReads(billedFirst ? documents : Math.max(1, documents));
    billedFirst = true;
  };

  return {
    read(snapshot: QuerySnapshot): void {
      const wasReached = reached;
      reached = !snapshot.metadata.fromCache;
      // Without the service the memory cache has nothing that was not delivered before.
      if (reached) {
        const changes = snapshot.docChanges();
        count(changes);
        if (!wasReached) markOld(snapshot.docs);
        for (const change of oldestFirst(changes)) deliver(change, wasReached === true);
      }
      if (reached !== wasReached) listener.onReached(reached);
    },
    restart(): void {
      reached = false;
      billedFirst = false;
      listener.onReached(false);
    },
  };
}
