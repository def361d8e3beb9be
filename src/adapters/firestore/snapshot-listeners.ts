import type { DocumentSnapshot, Firestore, QuerySnapshot } from 'firebase/firestore';
import { collection, doc, limit, onSnapshot, orderBy, query } from 'firebase/firestore';
import type { Listen } from './repeated-watch.ts';

/** The rules allow no longer lists. */
export const windowSize = 100;

/** Which documents a collection of more than a hundred shows. */
export type WindowEnd = 'newest' | 'oldest';

/** Listeners that also tell whether what they give comes from the service. */
export interface SnapshotListeners {
  document(path: string): Listen<DocumentSnapshot>;
  /** Up to a hundred of its stamped documents. */
  collection(path: string, first: WindowEnd): Listen<QuerySnapshot>;
}

export function createSnapshotListeners(firestore: Firestore): SnapshotListeners {
  const options = { includeMetadataChanges: true };
  return {
    document: (path) => (next, failed) => onSnapshot(doc(firestore, path), options, next, failed),
    collection(path, first) {
      const order = orderBy('at', first === 'newest' ? 'desc' : 'asc');
      const documents = query(collection(firestore, path), order, limit(windowSize));
      return (next, failed) => onSnapshot(documents, options, next, failed);
    },
  };
}
