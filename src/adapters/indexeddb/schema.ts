import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { UntoldCall } from '../../engine/calls/rules/state.ts';
import type { MatchRecord } from '../../engine/play/rules/table.ts';
import type {
  ContactRecord,
  ConversationRecord,
  EntryRecord,
  IdentityRecord,
  PrekeyRecord,
  ReplayGuardRecord,
} from '../../engine/ports/stores-port.ts';
import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Settings } from '../../shared/settings/settings.ts';

/** What there is one of, by its key. */
export interface Singletons {
  readonly identity: IdentityRecord;
  readonly settings: Settings;
  readonly prekeys: readonly PrekeyRecord[];
  readonly past: ReplayGuardRecord;
  readonly 'untold-calls': readonly UntoldCall[];
  readonly matches: readonly MatchRecord[];
}

export interface BeelineSchema extends DBSchema {
  singletons: { key: keyof Singletons; value: Singletons[keyof Singletons] };
  contacts: { key: ContactId; value: ContactRecord };
  conversations: { key: ContactId; value: ConversationRecord };
  entries: {
    key: [ContactId, number];
    value: EntryRow;
    indexes: {
      received: [ContactId, string];
      own: [ContactId, [string, number]];
      id: [ContactId, string];
      calls: number;
    };
  };
}

/** An entry with what it is found by; a property that is absent keeps the row out of that index. */
export interface EntryRow {
  readonly contactId: ContactId;
  readonly order: number;
  /** ID of a received message. */
  readonly receivedId?: string;
  /** Epoch and count of an own message. */
  readonly ownPlace?: [string, number];
  /** When a call was over. */
  readonly calledAtMs?: number;
  readonly entry: EntryRecord;
}

type Upgrade = (
  db: IDBPDatabase<BeelineSchema>,
  transaction: IDBPTransaction<BeelineSchema, StoreNames<BeelineSchema>[], 'versionchange'>,
) => void | Promise<void>;

/** The n-th entry leads from version n to n + 1. Released ones are never changed, new ones are added at the end. */
const upgrades: readonly Upgrade[] = [
  (db) => {
    db.createObjectStore('singletons');
    db.createObjectStore('contacts', { keyPath: 'id' });
    db.createObjectStore('conversations', { keyPath: 'contactId' });
    const entries = db.createObjectStore('entries', { keyPath: ['contactId', 'order'] });
    entries.createIndex('received', ['contactId', 'receivedId'], { unique: true });
    entries.createIndex('own', ['contactId', 'ownPlace'], { unique: true });
  },
  (_db, transaction) => {
    transaction.objectStore('entries').createIndex('id', ['contactId', 'entry.id']);
  },
  async (_db, transaction) => {
    const entries = transaction.objectStore('entries');
    entries.createIndex('calls', 'calledAtMs');
    for (let cursor = await entries.openCursor(); cursor; cursor = await cursor.continue()) {
      const { entry } = cursor.value;
      if (entry.kind === 'call') await cursor.update({ ...cursor.value, calledAtMs: entry.atMs });
    }
  },
];

export const schemaVersion = upgrades.length;

export async function upgradeSchema(oldVersion: number, ...target: Parameters<Upgrade>): Promise<void> {
  for (const upgrade of upgrades.slice(oldVersion)) await upgrade(...target);
}
