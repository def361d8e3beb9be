import type { Stores } from '../../engine/ports/stores-port.ts';
import type { Connection } from './connection.ts';
import type { IdentityWitness } from './identity-store.ts';

/** Empties everything and puts in what is left of it, in one transaction: a crash leaves either the old or the new. */
export function createStartOver(connection: Connection, witness: IdentityWitness): Stores['startOver'] {
  const stores = ['singletons' as const, 'contacts' as const, 'conversations' as const, 'entries' as const];
  return async ({ identity, settings } = {}) => {
    await connection.transact({ stores, mode: 'readwrite', durability: 'strict', last: true }, async (transaction) => {
      for (const name of stores) await transaction.objectStore(name).clear();
      const singletons = transaction.objectStore('singletons');
      if (identity) await singletons.put(identity, 'identity');
      if (settings) await singletons.put(settings, 'settings');
    });
    witness.write(identity?.id ?? null);
  };
}
