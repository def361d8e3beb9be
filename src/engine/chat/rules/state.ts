import type { CallNote } from '../../calls/rules/call-note.ts';
import type { GameNote } from '../../play/rules/game-note.ts';
import type { Counters, MailedDocument, NamedPosition, Position } from './counters.ts';

/** How far an own message has come; received ones are `delivered`. `unsaved` ones are in memory only. */
export type MessageProgress = 'unsaved' | 'queued' | 'sent' | 'delivered' | 'read';

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

/** What stays in a conversation of something else than a message. */
export type Note = CallNote | GameNote;

export type ChatEntry = ChatMessage | (Note & { readonly order: number });

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
  | { readonly kind: 'note'; readonly note: Note }
  | NewEpoch;

/** What is not acknowledged gets places in another epoch, after what they had and lost again. */
export interface NewEpoch {
  readonly kind: 'epoch';
  readonly epoch: string;
  readonly again: readonly ChatMessage[];
  readonly readable: number;
}

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
  /** IDs of theirs that storage took or knew, the newest of them. */
  readonly settled: readonly string[];
  /** Of theirs the last place that was stored or known, since the link opened or closed. */
  readonly looked: Position | null;
  /** Another epoch is about to begin: in this one nothing leaves, and nothing counts as acknowledged. */
  readonly renewing: Renewal | null;
  readonly link: LaneState;
  /** They say by `text.position` what they have; known since the first link of this start. */
  readonly tellsPosition: boolean;
  /** Nobody answers there, as far as the link knows. */
  readonly away: boolean;
  readonly mailing: MailingState;
  /** The highest count that was handed to an open lane since the engine started. */
  readonly handedOver: number;
  readonly visible: boolean;
  readonly theyType: boolean;
  readonly typing: TypingState;
}

/** What they have of what they acknowledged; `common` is the last message that both have, if they could name it. */
export type Renewal = { readonly kind: 'kept' } | { readonly kind: 'lost'; readonly common: NamedPosition | null };

export type LaneState =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'open';
      /** The highest count handed over on this link or since the last repetition. */
      readonly sentThrough: number;
      /** How many messages may be on their way unacknowledged. */
      readonly window: number;
      readonly repeatAfterMs: number;
      /** Until they have, what they acknowledge may be what somebody wrote whom we do not remember to have been. */
      readonly awaitsPosition: boolean;
      /** They take acknowledgements that name the message in a place. */
      readonly takesNames: boolean;
      /** An epoch began because of what they said; on one link that happens once. */
      readonly renewed: boolean;
    };

export type MailingState =
  | { readonly kind: 'idle' }
  /** A timer runs; `failures` in a row brought it about. */
  | { readonly kind: 'timed'; readonly failures: number }
  | {
      readonly kind: 'leaving';
      readonly failures: number;
      /** Null when it is of an epoch that is over by now. */
      readonly document: Pick<MailedDocument, 'index' | 'from' | 'through'> | null;
    }
  /** Refused, or no place left: nothing until they are sought in vain once more. */
  | { readonly kind: 'stuck' };

/** Our own typing: what the person does, what was told, and whether a frame went out within the last interval. */
export interface TypingState {
  readonly active: boolean;
  readonly told: boolean;
  readonly resting: boolean;
}

export function initialChat(counters: Counters, outbox: readonly ChatMessage[]): ChatState {
  return {
    counters,
    unsaved: false,
    outbox,
    writing: null,
    waiting: [],
    failures: 0,
    settled: [],
    looked: null,
    renewing: null,
    link: { kind: 'closed' },
    tellsPosition: false,
    away: false,
    mailing: { kind: 'idle' },
    handedOver: counters.acknowledged,
    visible: false,
    theyType: false,
    typing: { active: false, told: false, resting: false },
  };
}
