import type { ContactId } from '../../shared/identity/contact-id.ts';

/** Sixty-four lower-case hex digits: SHA-256 of the mailbox pre-image. */
export type BoxName = string;
/** Thirty-two lower-case hex digits: the right to write into somebody's slots. */
export type Grant = string;
/** Thirty-two lower-case hex digits: where an owner tells contacts that the browser is running. */
export type PresenceName = string;

/** The names under which somebody is found; the service takes them from whoever knows the mailbox's pre-image. */
export interface OwnPlaces {
  readonly id: ContactId;
  readonly box: BoxName;
  readonly beacon: PresenceName;
}

/**
 * The introduction service. Every method rejects with `MailboxError` only. Counts what it does, because each operation is billed.
 * Byte arrays of `sealed` are exactly 1,024 bytes; those of mail have 1,024, 4,096 or 16,384.
 */
export interface MailboxPort {
  /** Anonymous account, made once per profile; resolves to the account's name. */
  signIn(): Promise<string>;
  /** Tells the account now and whenever it is another one, null while there is none, as after the service took it away; until `signal` aborts. */
  watchAccount(onAccount: (account: string | null) => void, signal: AbortSignal): void;
  /** Gives the account up, at the service as well; the next sign-in makes another. */
  leave(): Promise<void>;
  /** Deletes the card, the mailbox header, the presence document and the claim that shows whose they are. */
  erase(own: OwnPlaces): Promise<void>;
  /**
   * Proves ownership of `box` to the service by its pre-image (32 bytes), which does not stay there, and names what this
   * account will have beside it. Another presence document takes the place of the former one, which goes. `grants` is
   * how many there are already.
   */
  claim(own: OwnPlaces & { readonly preImage: Uint8Array; readonly grants: number }): Promise<void>;
  publishCard(id: ContactId, card: Uint8Array, box: BoxName): Promise<void>;
  /** Null when nobody has that ID yet. Content is unverified. */
  fetchCard(id: ContactId): Promise<{ readonly card: Uint8Array; readonly box: BoxName } | null>;
  writeHeader(box: BoxName, header: MailboxHeader): Promise<void>;
  fetchHeader(box: BoxName): Promise<MailboxHeader | null>;
  /** Tells the header now and whenever it changes, until `signal` aborts. */
  watchHeader(box: BoxName, listener: HeaderListener, signal: AbortSignal): void;
  writeGrant(box: BoxName, grant: Grant): Promise<void>;
  deleteGrant(box: BoxName, grant: Grant): Promise<void>;
  writeSlot(slot: {
    readonly box: BoxName;
    readonly grant: Grant;
    readonly index: number;
    readonly sealed: Uint8Array;
  }): Promise<void>;
  /** Messages for somebody who is away; the owner deletes them when they are stored, the service after a week. */
  writeMail(mail: {
    readonly box: BoxName;
    readonly grant: Grant;
    readonly index: number;
    readonly sealed: Uint8Array;
  }): Promise<void>;
  deleteMail(box: BoxName, grant: Grant, index: number): Promise<void>;
  /** `token` is the invite link's knock token (32 hex digits), or null for an invitation by bare ID. */
  writeKnock(knock: {
    readonly box: BoxName;
    readonly sealed: Uint8Array;
    readonly token: string | null;
  }): Promise<void>;
  /** Takes away a refusal as well. */
  deleteKnock(box: BoxName, account: string): Promise<void>;
  /** Puts a refusal in the place of the knock, so that the service lets no further one of that account in. */
  refuseKnocks(box: BoxName, account: string): Promise<void>;
  /** `box` is the own mailbox: it proves to the service whose presence this is. */
  writePresence(own: {
    readonly beacon: PresenceName;
    readonly box: BoxName;
    readonly open: boolean;
    /** Of the start that writes it. */
    readonly mark: Uint8Array;
  }): Promise<void>;
  fetchPresence(beacon: PresenceName): Promise<SeenPresence | null>;
  /** Tells the presence document now and whenever it changes, null when there is none, until `signal` aborts. */
  watchPresence(beacon: PresenceName, onPresence: (presence: SeenPresence | null) => void, signal: AbortSignal): void;
  /** Watches own inbox until `signal` aborts; what was there already is delivered first, with `fresh: false`. */
  watchInbox(box: BoxName, listener: InboxListener, signal: AbortSignal): void;
  /** A word that was waited for did not come: takes the watches up anew, for a stream may be dead and nobody say so. Cheap to call often. */
  renewWatches(): void;
  /** The service's clock in milliseconds, learnt from own writes; null before the first one. */
  serverNowMs(): number | null;
  usage(): { readonly writes: number; readonly reads: number; readonly deletes: number };
}

/** `denied`: it answers, and does not let us in. */
export type ServiceState = 'live' | 'unreachable' | 'denied';

export interface MailboxHeader {
  /** Whether people who only know the ID may knock. */
  readonly open: boolean;
  /** SHA-256 (hex) of the invite link's knock token's 32 hex digits as UTF-8. */
  readonly tokenHash: string;
  /** One or a few signed prekeys; empty in headers of the first version. Content is unverified. */
  readonly prekeys: Uint8Array;
}

export interface SeenPresence {
  readonly open: boolean;
  readonly atMs: number;
  /** Absent where an older version wrote it. Content is unverified. */
  readonly mark?: Uint8Array | undefined;
}

export interface HeaderListener {
  /** Null when there is none that could be read. */
  onHeader(header: MailboxHeader | null): void;
  onState(state: ServiceState): void;
}

export interface InboxListener {
  onSlot(slot: {
    readonly grant: Grant;
    readonly index: number;
    readonly sealed: Uint8Array;
    readonly atMs: number;
    readonly fresh: boolean;
  }): void;
  onKnock(knock: {
    readonly account: string;
    readonly sealed: Uint8Array;
    readonly atMs: number;
    readonly fresh: boolean;
  }): void;
  /** Oldest first; whether it is fresh makes no difference to mail. */
  onMail(mail: {
    readonly grant: Grant;
    readonly index: number;
    readonly sealed: Uint8Array;
    readonly atMs: number;
  }): void;
  /** A document that has not even the right shape. */
  onMalformed(): void;
  onState(state: ServiceState): void;
}

export class MailboxError extends Error {
  readonly code: 'offline' | 'denied' | 'unreachable';
  constructor(code: MailboxError['code'], cause?: unknown) {
    super(`mailbox: ${code}`, { cause });
    this.name = 'MailboxError';
    this.code = code;
  }
}

/** Refused by the service's rules: asking again changes nothing. */
export function isDenied(error: unknown): boolean {
  return error instanceof MailboxError && error.code === 'denied';
}
