import type { DocumentData, DocumentSnapshot, Firestore, QuerySnapshot } from 'firebase/firestore';
import {
  collection,
  doc,
  getDocFromServer,
  limit,
  onSnapshot,
  orderBy,
  query,
  runTransaction,
} from 'firebase/firestore';
import type { Listen } from './repeated-watch.ts';
import type { UsageCounter } from './usage-counter.ts';

/** The rules allow no longer lists. */
export const windowSize = 100;

/** Which documents a collection of more than a hundred shows. */
export type WindowEnd = 'newest' | 'oldest';

/** Documents by path. Each access is counted; what a listener is given is counted by whoever listens. */
export interface DocumentAccess {
  write(path: string, data: DocumentData): Promise<void>;
  remove(path: string): Promise<void>;
  /** Undefined when there is no such document. */
  read(path: string): Promise<unknown>;
  /** Every version of it, also whether it comes from the service. */
  listenTo(path: string): Listen<DocumentSnapshot>;
  /** As `listenTo`, up to a hundred stamped documents of a collection. */
  listenToAll(path: string, first: WindowEnd): Listen<QuerySnapshot>;
}

/**
 * Every change is one commit request, answered or failed. `setDoc` would keep an unanswered write in a queue and send it
 * minutes later, over a newer signal in the same slot.
 */
export function createDocumentAccess(firestore: Firestore, usage: UsageCounter): DocumentAccess {
  const once = { maxAttempts: 1 };
  const withSource = { includeMetadataChanges: true };
  return {
    write(path, data) {
      usage.countWrite();
      return runTransaction(firestore, async (commit) => void commit.set(doc(firestore, path), data), once);
    },
    remove(path) {
      usage.countDelete();
      return runTransaction(firestore, async (commit) => void commit.delete(doc(firestore, path)), once);
    },
    async read(path) {
      usage.countReads(1);
      return (await getDocFromServer(doc(firestore, path))).data();
    },
    listenTo: (path) => (next, failed) => onSnapshot(doc(firestore, path), withSource, next, failed),
    listenToAll(path, first) {
      const order = orderBy('at', first === 'newest' ? 'desc' : 'asc');
      const documents = query(collection(firestore, path), order, limit(windowSize));
      return (next, failed) => onSnapshot(documents, withSource, next, failed);
    },
  };
}
