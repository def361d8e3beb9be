import type { DocumentData, DocumentSnapshot, Firestore, QuerySnapshot, Transaction } from 'firebase/firestore';
import { collection, doc, limit, onSnapshot, orderBy, query, runTransaction } from 'firebase/firestore';
import type { Listen } from './repeated-watch.ts';
import type { UsageCounter } from './usage-counter.ts';

/** The rules allow no longer lists. */
export const windowSize = 100;

/** Which documents a collection of more than a hundred shows. */
export type WindowEnd = 'newest' | 'oldest';

/** What becomes of one document in a commit of several. */
type Change =
  | { readonly kind: 'write'; readonly data: DocumentData }
  /** Of a document that is there; what is not named stays. */
  | { readonly kind: 'update'; readonly data: DocumentData }
  | { readonly kind: 'delete' };

/** Documents by path. Each access is counted; what a listener is given is counted by whoever listens. */
export interface DocumentAccess {
  write(path: string, data: DocumentData): Promise<void>;
  remove(path: string): Promise<void>;
  /** All of it or nothing, by paths. */
  commit(changes: Readonly<Record<string, Change>>): Promise<void>;
  /** Undefined when there is no such document. */
  read(path: string): Promise<unknown>;
  /** Every version of it, also whether it comes from the service. */
  listenTo(path: string): Listen<DocumentSnapshot>;
  /** As `listenTo`, up to a hundred stamped documents of a collection. */
  listenToAll(path: string, first: WindowEnd): Listen<QuerySnapshot>;
}

const nothingToCommit = new Error('a transaction that only reads has nothing to commit');

/**
 * Every change is one commit request, answered or failed. `setDoc` would keep an unanswered write in a queue and send it
 * minutes later, over a newer signal in the same slot. A reading is one request too: `getDocFromServer` asks by the stream
 * of the watches and waits for a minute where that has just broken.
 */
export function createDocumentAccess(firestore: Firestore, usage: UsageCounter): DocumentAccess {
  const once = { maxAttempts: 1 };
  // Two that count something in one document may meet there.
  const fewTimes = { maxAttempts: 5 };
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
    commit(changes) {
      const all = Object.entries(changes);
      for (const [, { kind }] of all) {
        if (kind === 'delete') usage.countDelete();
        else usage.countWrite();
      }
      const perform = async (commit: Transaction): Promise<void> => {
        for (const [path, change] of all) {
          const document = doc(firestore, path);
          if (change.kind === 'write') commit.set(document, change.data);
          else if (change.kind === 'update') commit.update(document, change.data);
          else commit.delete(document);
        }
      };
      return runTransaction(firestore, perform, fewTimes);
    },
    async read(path) {
      usage.countReads(1);
      let found: unknown;
      const read = async (reading: Transaction): Promise<never> => {
        found = (await reading.get(doc(firestore, path))).data();
        throw nothingToCommit;
      };
      await runTransaction(firestore, read, once).catch((error: unknown) => {
        if (error !== nothingToCommit) throw error;
      });
      return found;
    },
    listenTo: (path) => (next, failed) => onSnapshot(doc(firestore, path), withSource, next, failed),
    listenToAll(path, first) {
      const order = orderBy('at', first === 'newest' ? 'desc' : 'asc');
      const documents = query(collection(firestore, path), order, limit(windowSize));
      return (next, failed) => onSnapshot(documents, withSource, next, failed);
    },
  };
}
