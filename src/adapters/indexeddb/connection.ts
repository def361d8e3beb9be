import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import { openDB } from 'idb';
import { StoreError } from '../../engine/ports/stores-port.ts';
import type { BeelineSchema } from './schema.ts';
import { schemaVersion, upgradeSchema } from './schema.ts';

type StoreName = StoreNames<BeelineSchema>;
type Mode = 'readonly' | 'readwrite';

interface Scope<Names extends StoreName, M extends Mode> {
  readonly stores: Names[];
  readonly mode: M;
  /**
   * `strict` waits until the disk has it, for what a power cut must not take back: messages before they are acknowledged,
   * keys, sequence numbers. Everything else can be derived again and is `relaxed`, which survives the death of the process.
   */
  readonly durability?: 'strict' | 'relaxed';
  /** Whatever would be written afterwards belongs to somebody who is gone: it is refused. */
  readonly last?: true;
}

export interface Connection {
  /** Runs `work` in one transaction; whatever fails in it undoes all of it and rejects with `StoreError`. */
  transact<Names extends StoreName, M extends Mode, T>(
    scope: Scope<Names, M>,
    work: (transaction: IDBPTransaction<BeelineSchema, Names[], M>) => Promise<T>,
  ): Promise<T>;
}

/** A database opens within milliseconds; one that another page holds up, or whose files are damaged, may never answer. */
const openTimeoutMs = 10_000;

/** Opens the database; a connection that the browser took away is opened again by the next transaction. */
export async function openConnection(name: string): Promise<Connection> {
  let current: Promise<IDBPDatabase<BeelineSchema>> | undefined;
  let ended = false;

  const connect = (): Promise<IDBPDatabase<BeelineSchema>> => {
    const forget = (): void => {
      if (current === opening) current = undefined;
    };
    const opening = openDB<BeelineSchema>(name, schemaVersion, {
      upgrade: (...[db, oldVersion, , transaction]) =>
        upgradeSchema(oldVersion, db, transaction).catch(() => transaction.abort()),
      blocking: (...[, , event]) => {
        // A newer build wants to upgrade, or somebody deletes the database: an open connection would hold them up.
        forget();
        if (event.target instanceof IDBDatabase) event.target.close();
      },
      terminated: forget,
    });
    current = opening;
    opening.catch(forget);
    return opening;
  };

  await inTime(connect()).catch(rethrow);
  return {
    async transact({ stores, mode, durability = 'relaxed', last = false }, work) {
      try {
        const db = await (current ?? connect());
        if (ended) throw new StoreError('failed', 'the stores were emptied');
        ended = last;
        return await complete(db.transaction(stores, mode, { durability }), work);
      } catch (error) {
        if (last) ended = false;
        return rethrow(error);
      }
    },
  };
}

function inTime<T>(opening: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not open within ${openTimeoutMs} ms`)), openTimeoutMs);
    opening.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

type AnyTransaction = { readonly done: Promise<void>; abort(): void };

async function complete<Tx extends AnyTransaction, T>(transaction: Tx, work: (transaction: Tx) => Promise<T>) {
  const done = transaction.done.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  const result = await work(transaction).catch(async (error: unknown) => {
    abort(transaction);
    await done;
    throw error;
  });
  const failure = await done;
  if (failure) throw failure.error;
  return result;
}

function abort(transaction: AnyTransaction): void {
  try {
    transaction.abort();
  } catch (error) {
    // The failure that brought us here has aborted it already.
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}

function rethrow(error: unknown): never {
  if (error instanceof StoreError) throw error;
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  throw new StoreError(isFull ? 'full' : 'failed', error);
}
