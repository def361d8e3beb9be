import type { Stores } from '../../engine/ports/stores-port.ts';
import { openConnection } from './connection.ts';
import { createContactStore } from './contact-store.ts';
import { createConversationStore } from './conversation-store.ts';
import type { IdentityWitness } from './identity-store.ts';
import { createIdentityStore, noWitness } from './identity-store.ts';
import { rememberRecent } from './recent-entries.ts';
import { createSingletonStore } from './singleton-store.ts';
import { createStartOver } from './start-over.ts';
import { parseStoredSettings } from './stored-settings.ts';

interface OpenStoresOptions {
  readonly name?: string;
  readonly witness?: IdentityWitness;
}

/** Everything that outlives the browser, in one IndexedDB database. Rejects with `StoreError`. */
export async function openStores({ name = 'beeline', witness = noWitness }: OpenStoresOptions = {}): Promise<Stores> {
  const connection = await openConnection(name);
  return {
    identity: createIdentityStore(connection, witness),
    prekeys: createSingletonStore(connection, { key: 'prekeys', durability: 'strict', read: (stored) => stored ?? [] }),
    replayGuard: createSingletonStore(connection, { key: 'past', durability: 'strict', read: (stored) => stored }),
    untoldCalls: createSingletonStore(connection, { key: 'untold-calls', read: (stored) => stored ?? [] }),
    // Before a move leaves, for the other side goes by it.
    matches: createSingletonStore(connection, { key: 'matches', durability: 'strict', read: (stored) => stored ?? [] }),
    contacts: createContactStore(connection),
    settings: createSingletonStore(connection, { key: 'settings', read: parseStoredSettings }),
    conversations: rememberRecent(createConversationStore(connection)),
    startOver: createStartOver(connection, witness),
  };
}
