import type { Stores } from '../../engine/ports/stores-port.ts';
import type { Connection } from './connection.ts';

export function createContactStore(connection: Connection): Stores['contacts'] {
  const writing = { stores: ['contacts' as const], mode: 'readwrite' as const, durability: 'strict' as const };
  return {
    all: () =>
      connection.transact({ stores: ['contacts'], mode: 'readonly' }, (transaction) =>
        transaction.objectStore('contacts').getAll(),
      ),
    save: (contact) =>
      connection.transact(writing, async (transaction) => {
        await transaction.objectStore('contacts').put(contact);
      }),
    remove: (id) =>
      connection.transact(writing, async (transaction) => {
        await transaction.objectStore('contacts').delete(id);
      }),
  };
}
