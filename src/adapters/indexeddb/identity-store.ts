import * as v from 'valibot';
import type { IdentityRecord, Stores } from '../../engine/ports/stores-port.ts';
import { StoreError } from '../../engine/ports/stores-port.ts';
import type { Connection } from './connection.ts';
import { createSingletonStore } from './singleton-store.ts';

/**
 * Remembers outside the database whose data is in it: a browser that finds its database damaged begins with an empty one and
 * says nothing, and a person must not be told that they are new.
 */
export interface IdentityWitness {
  read(): string | null;
  /** Null when there is to be nobody. */
  write(id: string | null): void;
}

export const noWitness: IdentityWitness = { read: () => null, write: () => undefined };

const key = 'identity';

/** In the page's own small storage, which browsers keep apart from databases. */
export function createIdentityWitness(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): IdentityWitness {
  return {
    read: () => storage.getItem(key),
    write(id) {
      if (id === null) storage.removeItem(key);
      else storage.setItem(key, id);
    },
  };
}

const isKey = v.instance(CryptoKey);
const isBytes = v.instance(Uint8Array);

/** What nothing works without; the rest is as it was written. */
const identitySchema = v.object({
  id: v.string(),
  name: v.string(),
  box: v.string(),
  beacon: v.string(),
  knockToken: v.string(),
  publicKeys: v.object({ identity: isBytes, agreement: isBytes }),
  signingKey: isKey,
  agreementKey: isKey,
  wrappingKey: isKey,
  wrappedRoot: isBytes,
  wrappedPreImage: isBytes,
});

export function createIdentityStore(connection: Connection, witness: IdentityWitness): Stores['identity'] {
  const store = createSingletonStore(connection, { key, durability: 'strict', read: (stored) => stored });
  return {
    async load() {
      const stored = await store.load();
      if (stored === undefined ? witness.read() !== null : !v.safeParse(identitySchema, stored).success) {
        throw new StoreError('damaged');
      }
      if (stored) witness.write(stored.id);
      return stored;
    },
    async save(identity: IdentityRecord) {
      await store.save(identity);
      witness.write(identity.id);
    },
  };
}
