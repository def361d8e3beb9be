import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { CallNote } from '../calls/rules/call-note.ts';
import type { UntoldCall } from '../calls/rules/state.ts';
import type { Counters } from '../chat/rules/counters.ts';
import type { ChatMessage } from '../chat/rules/state.ts';
import type { PairingState } from '../pairing/rules/state.ts';
import type { PairingChore } from '../pairing/rules/step.ts';
import type { GameNote } from '../play/rules/game-note.ts';
import type { MatchRecord } from '../play/rules/table.ts';
import type { BoxName, PresenceName } from './mailbox-port.ts';
import type { PublicKeys } from './public-keys.ts';

/** The shapes that live in IndexedDB. */

export interface IdentityRecord {
  readonly name: string;
  readonly id: ContactId;
  readonly box: BoxName;
  readonly beacon: PresenceName;
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
  /** The presence document that the claim of that account names; absent while it is of an older version. */
  readonly claimedBeacon?: PresenceName | undefined;
  /** What the presence document was given at the last start; absent before the first one that gave it any. */
  readonly startMark?: Uint8Array | undefined;
}

/** A key of ours that signals are sealed to for four weeks. */
export interface PrekeyRecord {
  readonly owner: ContactId;
  /** By the service's clock, as others know it. */
  readonly madeAtMs: number;
  /** By the clock of this computer; missing in what older versions stored. */
  readonly bornAtMs?: number;
  /** Non-extractable X25519 key, usable for `deriveBits`. */
  readonly privateKey: CryptoKey;
  readonly publicKey: Uint8Array;
  /** As others get it. */
  readonly signed: Uint8Array;
  /** Whether the mailbox header holds it, or held it. */
  readonly published: boolean;
}

/** The highest sequence numbers of signals to and from somebody who is no contact any more. */
export interface RemovedRecord {
  readonly id: ContactId;
  readonly sentSequence: number;
  readonly seenSequence: number;
}

/** What outlives contacts and requests, so that nothing old passes for new. */
export interface ReplayGuardRecord {
  readonly knocks: readonly { readonly messageId: string; readonly atMs: number }[];
  readonly removed: readonly RemovedRecord[];
  /** What the service did not take away when it was asked; absent when there never was anything. */
  readonly chores?: readonly PairingChore[];
}

/** A person we asked, who asked us, or with whom both agreed; what exists beside it depends on `status`. */
export type ContactRecord = ContactBase & PairingState;

export type AcceptedContact = Extract<ContactRecord, { status: 'accepted' }>;

export interface ContactBase {
  readonly id: ContactId;
  /** Empty until their card with a name has arrived. */
  readonly name: string;
  readonly keys: PublicKeys;
  readonly box: BoxName;
  /** The highest sequence number reserved for a signal to them, and seen in one from them. */
  readonly sentSequence: number;
  readonly seenSequence: number;
  readonly changedAtMs: number;
  /** When the person here compared safety numbers with them. */
  readonly verifiedAtMs?: number | undefined;
  /** Their messages make no notification. */
  readonly muted?: boolean | undefined;
  /** They do not know under which name our presence is to be found now. */
  readonly presenceUntold?: true | undefined;
  /** Their newest known one. */
  readonly prekey?: { readonly madeAtMs: number; readonly publicKey: Uint8Array } | undefined;
}

export interface MessageRecord extends ChatMessage {
  readonly contactId: ContactId;
}

export interface CallNoteRecord extends CallNote {
  readonly contactId: ContactId;
  readonly order: number;
}

export interface GameNoteRecord extends GameNote {
  readonly contactId: ContactId;
  readonly order: number;
}

export type EntryRecord = MessageRecord | CallNoteRecord | GameNoteRecord;

/** A conversation's counters: what we send next, what we have from them. */
export interface ConversationRecord extends Counters {
  readonly contactId: ContactId;
}

export interface Stores {
  readonly identity: {
    /** Undefined where there never was one; rejects with `damaged` where there was. */
    load(): Promise<IdentityRecord | undefined>;
    save(identity: IdentityRecord): Promise<void>;
  };
  /** Newest first; `save` replaces all. */
  readonly prekeys: {
    load(): Promise<readonly PrekeyRecord[]>;
    save(prekeys: readonly PrekeyRecord[]): Promise<void>;
  };
  readonly replayGuard: {
    load(): Promise<ReplayGuardRecord | undefined>;
    save(record: ReplayGuardRecord): Promise<void>;
  };
  /** Own calls of which their callees know nothing yet; `save` replaces all. */
  readonly untoldCalls: {
    load(): Promise<readonly UntoldCall[]>;
    save(calls: readonly UntoldCall[]): Promise<void>;
  };
  /** Games that are being played; `save` replaces all. */
  readonly matches: {
    load(): Promise<readonly MatchRecord[]>;
    save(matches: readonly MatchRecord[]): Promise<void>;
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
  /** Forgets everything but what is given; afterwards every write is refused, and the engine has to begin anew. */
  startOver(left?: { readonly identity?: IdentityRecord; readonly settings?: Settings }): Promise<void>;
}

/** Each method is one transaction: all of it is stored, or nothing and it rejects with `StoreError`. */
export interface ConversationStore {
  loadAll(): Promise<readonly ConversationRecord[]>;
  /** Messages of ours in `epoch` with a count above `after`, oldest first. */
  outbox(contactId: ContactId, epoch: string, after: number): Promise<readonly MessageRecord[]>;
  /**
   * Stores new entries together with the conversation's counters. Received messages whose ID is in this conversation
   * already are left out; resolves to their IDs. Messages that change others change them in the same transaction.
   */
  append(entries: readonly EntryRecord[], conversation: ConversationRecord): Promise<readonly string[]>;
  saveConversation(conversation: ConversationRecord): Promise<void>;
  /** Gives own messages, found by their `order`, the places they have here, together with the conversation's counters. */
  renumber(messages: readonly ChatMessage[], conversation: ConversationRecord): Promise<void>;
  /** Messages with this ID, without those that only change others; more than one only when somebody cheats. */
  find(contactId: ContactId, id: string): Promise<readonly MessageRecord[]>;
  /** The `limit` newest entries with `order` below `before`, oldest first, without messages that only change others. */
  page(contactId: ContactId, before: number, limit: number): Promise<readonly EntryRecord[]>;
  /** As `page`, but the `limit` oldest with `order` from `from` on. */
  pageFrom(contactId: ContactId, from: number, limit: number): Promise<readonly EntryRecord[]>;
  /** The `limit` newest calls with anybody, newest first. */
  calls(limit: number): Promise<readonly CallNoteRecord[]>;
  removeContact(contactId: ContactId): Promise<void>;
}

export class StoreError extends Error {
  /** `damaged`: something was stored, and is gone or unreadable. */
  readonly code: 'full' | 'failed' | 'damaged';
  constructor(code: StoreError['code'], cause?: unknown) {
    super(`store: ${code}`, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
