import type { IdentityRecord, Stores } from '../../engine/ports/stores-port.ts';
import type { Connection } from './connection.ts';

export function createIdentityStore(connection: Connection): Stores['identity'] {
  return {
    load: () =>
      connection.transact({ stores: ['singletons'], mode: 'readonly' }, async (transaction) => {
        // Nothing but `save` below writes under this key.
        return (await transaction.objectStore('singletons').get('identity')) as IdentityRecord | undefined;
      }),
    save: (identity) =>
      connection.transact({ stores: ['singletons'], mode: 'readwrite', durability: 'strict' }, async (transaction) => {
        await transaction.objectStore('singletons').put(identity, 'identity');
      }),
  };
}
