import type { DocumentChange, QuerySnapshot } from 'firebase/firestore';
import type { DocumentAccess, WindowEnd } from './document-access.ts';
import { windowSize } from './document-access.ts';
import { parseStampMs } from './documents.ts';
import type { RepeatedWatchDependencies } from './repeated-watch.ts';
import { watchRepeatedly } from './repeated-watch.ts';
import type { UsageCounter } from './usage-counter.ts';

export interface CollectionWatchDependencies extends RepeatedWatchDependencies {
  readonly documents: Pick<DocumentAccess, 'listenToAll'>;
  readonly usage: Pick<UsageCounter, 'countReads'>;
}

export interface CollectionListener {
  /** `live` is false for what waited there already, or gathered while the service was out of reach. */
  onDocument(document: { readonly name: string; readonly data: unknown; readonly live: boolean }): void;
  onReached(reached: boolean): void;
  /** Why it is not reached any more, which is told next. */
  onFailure(error: unknown): void;
}

interface Watched {
  readonly path: string;
  readonly first: WindowEnd;
  readonly listener: CollectionListener;
  readonly signal: AbortSignal;
}

/** Follows up to a hundred documents of one collection through every interruption until `signal` aborts. */
export function watchCollection(deps: CollectionWatchDependencies, { path, first, listener, signal }: Watched): void {
  const reader = createSnapshotReader(deps.usage, { listener, first });
  watchRepeatedly(deps, {
    listen: deps.documents.listenToAll(path, first),
    signal,
    onSnapshot: reader.read,
    onFailure(error) {
      listener.onFailure(error);
      reader.restart();
    },
  });
}

/** Turns snapshots into documents, each version of a document once. */
function createSnapshotReader(
  usage: Pick<UsageCounter, 'countReads'>,
  { listener, first }: Pick<Watched, 'listener' | 'first'>,
) {
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
