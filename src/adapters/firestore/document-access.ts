import type { DocumentData, Firestore } from 'firebase/firestore';
import { doc, getDocFromServer, runTransaction } from 'firebase/firestore';
import type { UsageCounter } from './usage-counter.ts';

/** Single documents by path, each access counted. */
export interface DocumentAccess {
  write(path: string, data: DocumentData): Promise<void>;
  remove(path: string): Promise<void>;
  /** Undefined when there is no such document. */
  read(path: string): Promise<unknown>;
}

/**
 * Every change is one commit request, answered or failed. `setDoc` would keep an unanswered write in a queue and send it
 * minutes later, over a newer signal in the same slot.
 */
export function createDocumentAccess(firestore: Firestore, usage: UsageCounter): DocumentAccess {
  const once = { maxAttempts: 1 };
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
  };
}
