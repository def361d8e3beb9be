/** What must outlive a restart beside the messages themselves: what we send next, what we have from them. */
export interface Counters {
  readonly myEpoch: string;
  /** Count of our next message; the first is 1. */
  readonly nextCount: number;
  readonly nextOrder: number;
  /** They stored everything of ours up to this count, and read up to that one. */
  readonly acknowledged: number;
  readonly readByThem: number;
  /** Names what `acknowledged` counts. */
  readonly acknowledgedId?: string;
  /** Own epochs that are over, oldest first. */
  readonly former?: readonly FormerEpoch[];
  /** Count stored last per epoch of theirs, the epoch used last at the end. */
  readonly received: Readonly<Record<string, number>>;
  /** Per epoch of theirs in which some are missing, the place before the first of those: nothing is told to be read beyond it. */
  readonly gaps?: Readonly<Record<string, number>>;
  /** The newest of theirs that is here together with all before it in its epoch; absent in what older versions stored. */
  readonly whole?: NamedPosition | null;
  /** What they may be told we have read; null while receipts were off. */
  readonly receipt: Position | null;
  /** The same for the epoch before that; absent in what older versions stored. */
  readonly receiptBefore?: Position | null;
  readonly unread: number;
  /** When what they wrote last was written, as it is shown. */
  readonly writtenAtMs?: number;
  /** Which ones, the newest of them, so that one deleted by its author is no longer counted. */
  readonly unreadIds?: readonly string[];
  /** `order` of the first one; says nothing while there is none. */
  readonly unreadFrom?: number;
  /** Absent while there are none that nobody has seen. */
  readonly missedCalls?: MissedCalls;
  /** A conversation with a call moves up as one with a message does. */
  readonly lastCallAtMs?: number;
  readonly lastMessage: (LastMessage & { readonly id?: string }) | null;
  /** They take frames that refer to messages; absent until they have said so. */
  readonly theyAmend?: boolean;
  /** Mail that was left for them, in the order of its messages; what is acknowledged by now may still be listed. */
  readonly mailed?: readonly MailedDocument[];
}

/** Calls that nobody answered here, told by the newest. */
export interface MissedCalls {
  readonly count: number;
  readonly atMs: number;
  /** They wanted to show a screen. */
  readonly share?: true;
}

/** The newest message of a conversation, as much of it as a line can show. */
export interface LastMessage {
  readonly text: string;
  readonly mine: boolean;
  /** When it was written or arrived here. */
  readonly atMs: number;
  /** Of theirs, when they wrote it; it is what people see. */
  readonly writtenAtMs?: number;
}

/** One document in the recipient's mailbox with our messages from one count through another. */
export interface MailedDocument {
  readonly index: number;
  readonly from: number;
  readonly through: number;
  readonly atMs: number;
}

export interface Position {
  readonly epoch: string;
  readonly n: number;
}

/** A place and the message in it; a place alone may have been used twice. */
export interface NamedPosition extends Position {
  readonly id?: string | undefined;
}

/** An epoch that ended because one of the two was put back to an older state. */
export interface FormerEpoch extends Pick<Counters, 'acknowledged' | 'acknowledgedId' | 'readByThem'> {
  readonly epoch: string;
  /** They have it up to this count; beyond it no receipt is believed. */
  readonly readable: number;
}

export function newCounters(myEpoch: string): Counters {
  return {
    myEpoch,
    nextCount: 1,
    nextOrder: 1,
    acknowledged: 0,
    readByThem: 0,
    received: {},
    gaps: {},
    whole: null,
    receipt: null,
    receiptBefore: null,
    unread: 0,
    lastMessage: null,
  };
}
