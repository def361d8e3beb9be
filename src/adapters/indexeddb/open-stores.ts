import type { Stores } from '../../engine/ports/stores-port.ts';
import { openConnection } from './connection.ts';
import { createContactStore } from './contact-store.ts';
import { createConversationStore } from './conversation-store.ts';
import { createIdentityStore } from './identity-store.ts';
import { createPastStore } from './past-store.ts';
import { createPrekeyStore } from './prekey-store.ts';
import { rememberRecent } from './recent-entries.ts';
import { createSettingsStore } from './settings-store.ts';
import { createStartOver } from './start-over.ts';
import { createUntoldCallStore } from './untold-call-store.ts';

/** Everything that outlives the browser, in one IndexedDB database. Rejects with `StoreError`. */
export async function openStores(name = 'beeline'): Promise<Stores> {
  const connection = await openConnection(name);
  return {
    identity: createIdentityStore(connection),
    prekeys: createPrekeyStore(connection),
    replayGuard: createPastStore(connection),
    untoldCalls: createUntoldCallStore(connection),
    contacts: createContactStore(connection),
    settings: createSettingsStore(connection),
    conversations: rememberRecent(createConversationStore(connection)),
    startOver: createStartOver(connection),
  };
}
