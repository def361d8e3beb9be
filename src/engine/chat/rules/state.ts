import type { CallNote } from '../../calls/rules/call-note.ts';

/** What must outlive a restart beside the messages themselves: what we send next, what we have from them. */
export interface Counters {
  readonly myEpoch: string;
  /** Count of our next message; the first is 1. */
  readonly nextCount: number;
  readonly nextOrder: number;
  /** They stored everything of ours up to this count, and read up to that one. */
  readonly acknowledged: number;
  readonly readByThem: number;
  /** Highest count stored per epoch of theirs, the epoch used last at the end. */
  readonly received: Readonly<Record<string, number>>;
  /** What they may be told we have read; null while receipts were off. */
  readonly receipt: Position | null;
  readonly unread: number;
  /** When what they wrote last was written, as it is shown. */
  readonly writtenAtMs?: number;
  /** Which ones, the newest of them, so that one deleted by its author is no longer counted. */
  readonly unreadIds?: readonly string[];
  /** `order` of the first one; says nothing while there is none. */
  readonly unreadFrom?: number;
  readonly lastMessage: (LastMessage & { readonly id?: string }) | null;
  /** They take frames that refer to messages; absent until they have said so. */
  readonly theyAmend?: boolean;
  /** Mail that was left for them, in the order of its messages; what is acknowledged by now may still be listed. */
  readonly mailed?: readonly MailedDocument[];
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

/** How far an own message has come; received ones are `delivered`. `unsaved` ones are in memory only. */
export type MessageProgress = 'unsaved' | 'queued' | 'sent' | 'delivered' | 'read';

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

/** What a later message does to an earlier one; its new text or its emoji is the text of the later message. */
export interface Amendment {
  readonly kind: 'edit' | 'delete' | 'reaction';
  /** ID of the earlier message. */
  readonly target: string;
}

/** One emoji per person. */
export interface Reactions {
  readonly mine?: string;
  readonly theirs?: string;
}

/** A stored message; its state is told by the counters, so that one number settles any quantity of messages. */
export interface ChatMessage {
  readonly kind: 'message';
  /** Thirty-two hex digits, made by the sender. */
  readonly id: string;
  readonly mine: boolean;
  readonly text: string;
  /** By this computer's clock when it was written or arrived here; the order on screen is `order`. */
  readonly atMs: number;
  /** Of theirs, when they wrote it; it is what people see. */
  readonly writtenAtMs?: number;
  /** Rises with every entry stored for this contact. */
  readonly order: number;
  /** Sender's random epoch and counter in it. */
  readonly epoch: string;
  readonly count: number;
  readonly replyTo?: string;
  readonly edited?: true;
  /** Its text is empty then. */
  readonly deleted?: true;
  readonly reactions?: Reactions;
  /** It is no message of its own but changes another one. */
  readonly amends?: Amendment;
}

/** What a message refers to. */
export type Reference = Pick<ChatMessage, 'replyTo' | 'amends'>;

export type ChatEntry = ChatMessage | (CallNote & { readonly order: number });

/** Something that waits to be stored; counts and order are given to it when it is. */
export type Waiting =
  | ({
      readonly kind: 'draft';
      readonly id: string;
      readonly text: string;
      readonly atMs: number;
      /** Storage refused it, and it waits in memory for room. */
      readonly unsaved?: true;
    } & Reference)
  | ({
      readonly kind: 'arrival';
      readonly id: string;
      readonly text: string;
      readonly atMs: number;
      readonly writtenAtMs: number;
      readonly at: Position;
    } & Reference)
  | { readonly kind: 'note'; readonly note: CallNote };

/** One conversation while the engine runs. */
export interface ChatState {
  readonly counters: Counters;
  /** Counters differ from what is stored. */
  readonly unsaved: boolean;
  /** Ours, stored and not acknowledged, oldest first. */
  readonly outbox: readonly ChatMessage[];
  /** What is being stored now, and what comes after it. */
  readonly writing: readonly Waiting[] | null;
  readonly waiting: readonly Waiting[];
  /** Writes that failed in a row; above zero a timer will try again. */
  readonly failures: number;
  readonly link: LaneState;
  /** Nobody answers there, as far as the link knows. */
  readonly away: boolean;
  readonly mailing: MailingState;
  /** The highest count that was handed to an open lane since the engine started. */
  readonly handedOver: number;
  readonly visible: boolean;
  readonly theyType: boolean;
  readonly typing: TypingState;
}

export type LaneState =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'open';
      /** The highest count handed over on this link or since the last repetition. */
      readonly sentThrough: number;
      /** How many messages may be on their way unacknowledged. */
      readonly window: number;
      readonly repeatAfterMs: number;
    };

export type MailingState =
  | { readonly kind: 'idle' }
  /** A timer runs; `failures` in a row brought it about. */
  | { readonly kind: 'timed'; readonly failures: number }
  | {
      readonly kind: 'leaving';
      readonly failures: number;
      readonly document: Pick<MailedDocument, 'index' | 'from' | 'through'>;
    }
  /** Refused, or no place left: nothing until they are sought in vain once more. */
  | { readonly kind: 'stuck' };

/** Our own typing: what the person does, what was told, and whether a frame went out within the last interval. */
export interface TypingState {
  readonly active: boolean;
  readonly told: boolean;
  readonly resting: boolean;
}

export function newCounters(myEpoch: string): Counters {
  return {
    myEpoch,
    nextCount: 1,
    nextOrder: 1,
    acknowledged: 0,
    readByThem: 0,
    received: {},
    receipt: null,
    unread: 0,
    lastMessage: null,
  };
}

export function initialChat(counters: Counters, outbox: readonly ChatMessage[]): ChatState {
  return {
    counters,
    unsaved: false,
    outbox,
    writing: null,
    waiting: [],
    failures: 0,
    link: { kind: 'closed' },
    away: false,
    mailing: { kind: 'idle' },
    handedOver: counters.acknowledged,
    visible: false,
    theyType: false,
    typing: { active: false, told: false, resting: false },
  };
}

/** How far a message has come; received ones and those of a former epoch count as delivered. */
export function messageState(state: ChatState, message: ChatMessage): MessageProgress {
  const { counters, handedOver } = state;
  if (!message.mine || message.epoch !== counters.myEpoch) return 'delivered';
  if (message.count <= counters.readByThem) return 'read';
  if (message.count <= counters.acknowledged) return 'delivered';
  return message.count <= Math.max(handedOver, mailedThrough(counters)) ? 'sent' : 'queued';
}

/** Everything of ours up to this count is stored there, or lies in their mailbox. */
export function mailedThrough({ acknowledged, mailed = [] }: Counters): number {
  return Math.max(acknowledged, mailed.at(-1)?.through ?? 0);
}
