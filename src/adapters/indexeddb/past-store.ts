import type { ReplayGuardRecord, Stores } from '../../engine/ports/stores-port.ts';
import type { Connection } from './connection.ts';

export function createPastStore(connection: Connection): Stores['replayGuard'] {
  return {
    load: () =>
      connection.transact({ stores: ['singletons'], mode: 'readonly' }, async (transaction) => {
        // Nothing but `save` below writes under this key.
        return (await transaction.objectStore('singletons').get('past')) as ReplayGuardRecord | undefined;
      }),
    save: (past) =>
      connection.transact({ stores: ['singletons'], mode: 'readwrite', durability: 'strict' }, async (transaction) => {
        await transaction.objectStore('singletons').put(past, 'past');
      }),
  };
}
