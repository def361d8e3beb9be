import type { UntoldCall } from '../../engine/calls/rules/state.ts';
import type { Stores } from '../../engine/ports/stores-port.ts';
import type { Connection } from './connection.ts';

export function createUntoldCallStore(connection: Connection): Stores['untoldCalls'] {
  return {
    load: () =>
      connection.transact({ stores: ['singletons'], mode: 'readonly' }, async (transaction) => {
        // Nothing but `save` below writes under this key.
        return ((await transaction.objectStore('singletons').get('untold-calls')) ?? []) as readonly UntoldCall[];
      }),
    save: (calls) =>
      connection.transact({ stores: ['singletons'], mode: 'readwrite' }, async (transaction) => {
        await transaction.objectStore('singletons').put(calls, 'untold-calls');
      }),
  };
}
