import type { PrekeyRecord, Stores } from '../../engine/ports/stores-port.ts';
import type { Connection } from './connection.ts';

export function createPrekeyStore(connection: Connection): Stores['prekeys'] {
  return {
    load: () =>
      connection.transact({ stores: ['singletons'], mode: 'readonly' }, async (transaction) => {
        // Nothing but `save` below writes under this key.
        return ((await transaction.objectStore('singletons').get('prekeys')) ?? []) as readonly PrekeyRecord[];
      }),
    save: (prekeys) =>
      connection.transact({ stores: ['singletons'], mode: 'readwrite', durability: 'strict' }, async (transaction) => {
        await transaction.objectStore('singletons').put(prekeys, 'prekeys');
      }),
  };
}
