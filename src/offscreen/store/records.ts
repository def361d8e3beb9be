import type { PairingState } from '../../shared/pairing/state.ts';
import type { ContactId } from '../../shared/contact-id.ts';
import type { Settings } from '../../shared/settings.ts';
import type { CallNoteView } from '../../shared/snapshot.ts';
import type { BeaconName, BoxName, Grant, PublicKeys } from '../ports.ts';

/** The shapes that live in IndexedDB. */

export interface IdentityRecord {
  readonly name: string;
  readonly id: ContactId;
  readonly box: BoxName;
  readonly beacon: BeaconName;
  readonly publicKeys: PublicKeys;
  /** Non-extractable Ed25519 signing key. */
  readonly signingKey: CryptoKey;
  /** Non-extractable X25519 key, usable for `deriveBits`. */
  readonly agreementKey: CryptoKey;
  /** Root (16 bytes) and mailbox pre-image (32 bytes), AES-GCM under the non-extractable `wrappingKey`. */
  readonly wrappingKey: CryptoKey;
  readonly wrappedRoot: Uint8Array;
  readonly wrappedPreImage: Uint8Array;
  /** Thirty-two hex digits that an invite link carries. */
  readonly knockToken: string;
  /** The account under which everything was published, so that a start writes nothing twice; null before that. */
  readonly publishedBy: string | null;
}

/** A person we asked, who asked us, or with whom both agreed; what exists beside it depends on `status`. */
export type ContactRecord = ContactBase & PairingState;

export type AcceptedContact = Extract<ContactRecord, { status: 'accepted' }>;

interface ContactBase {
  readonly id: ContactId;
  /** Empty until their card with a name has arrived. */
  readonly name: string;
  readonly keys: PublicKeys;
  readonly box: BoxName;
  /** The highest sequence number reserved for a letter to them, and seen in one from them. */
  readonly sentSequence: number;
  readonly seenSequence: number;
  readonly changedAtMs: number;
}

export interface MessageRecord {
  /** Thirty-two hex digits, made by the sender. */
  readonly id: string;
  readonly contactId: ContactId;
  readonly mine: boolean;
  readonly text: string;
  /** By this computer's clock when it was written or stored here; the order on screen is `order`. */
  readonly atMs: number;
  /** Rises with every entry stored for this contact. */
  readonly order: number;
  /** Sender's random epoch and counter in it. */
  readonly epoch: string;
  readonly count: number;
  readonly state: 'queued' | 'sent' | 'delivered' | 'read';
}

export interface CallNoteRecord extends CallNoteView {
  readonly contactId: ContactId;
  readonly order: number;
}

/** A conversation's counters: what we send next, what we have from them. */
export interface ConversationRecord {
  readonly contactId: ContactId;
  readonly myEpoch: string;
  readonly nextCount: number;
  readonly nextOrder: number;
  /** Highest count stored per epoch of theirs, so that known messages are acknowledged again and not shown. */
  readonly received: Readonly<Record<string, number>>;
  readonly unread: number;
}

export interface Stores {
  readonly identity: {
    load(): Promise<IdentityRecord | undefined>;
    save(identity: IdentityRecord): Promise<void>;
  };
  readonly contacts: {
    all(): Promise<readonly ContactRecord[]>;
    save(contact: ContactRecord): Promise<void>;
    remove(id: ContactId): Promise<void>;
  };
  readonly settings: {
    load(): Promise<Settings>;
    save(settings: Settings): Promise<void>;
  };
  readonly conversations: ConversationStore;
}

/** Each method is one transaction: all of it is stored, or nothing and it rejects with `StoreError`. */
export interface ConversationStore {
  loadAll(): Promise<readonly ConversationRecord[]>;
  /** Messages of ours that are not yet `delivered`, oldest first. */
  outbox(contactId: ContactId): Promise<readonly MessageRecord[]>;
  /** Stores a new message or call note together with the conversation's counters. */
  append(entry: MessageRecord | CallNoteRecord, conversation: ConversationRecord): Promise<void>;
  setStates(changes: readonly { readonly id: string; readonly state: MessageRecord['state'] }[]): Promise<void>;
  saveConversation(conversation: ConversationRecord): Promise<void>;
  /** The `limit` newest entries with `order` below `before`, oldest first. */
  page(contactId: ContactId, before: number, limit: number): Promise<readonly (MessageRecord | CallNoteRecord)[]>;
  removeContact(contactId: ContactId): Promise<void>;
}

export class StoreError extends Error {
  readonly code: 'full' | 'failed';
  constructor(code: StoreError['code'], cause?: unknown) {
    super(`store: ${code}`, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
