import type { Counters } from './counters.ts';
import type { OrderedFrame, TextFrame } from './frames.ts';
import type { ChatEntry, ChatMessage, ChatState, Note, Reference } from './state.ts';

export type ChatEvent =
  | ({
      readonly kind: 'message-composed';
      readonly id: string;
      readonly text: string;
      readonly atMs: number;
    } & Reference)
  | { readonly kind: 'note-made'; readonly note: Note }
  | { readonly kind: 'frame-received'; readonly frame: TextFrame; readonly atMs: number }
  | { readonly kind: 'link-opened' }
  | { readonly kind: 'link-closed' }
  /** The person pressed a key, or left the text; the first is good for a few seconds. */
  | { readonly kind: 'typing-changed'; readonly active: boolean }
  | { readonly kind: 'shown'; readonly visible: boolean }
  /** The write in progress is stored, but for the entries whose identifiers were known already. */
  | { readonly kind: 'written'; readonly known: readonly string[] }
  | { readonly kind: 'write-failed' }
  /** `told` are those that were asked for, as far as they could be read. */
  | { readonly kind: 'epoch-made'; readonly epoch: string; readonly told: readonly ChatMessage[] }
  /** The lane took frames up to this count, and perhaps not all. */
  | { readonly kind: 'handed-over'; readonly through: number }
  /** The link took up its search for them, found them, or gave up. */
  | { readonly kind: 'presence-changed'; readonly away: boolean; readonly atMs: number }
  | { readonly kind: 'mail-left'; readonly atMs: number }
  | { readonly kind: 'mail-failed'; readonly isRefused: boolean }
  | { readonly kind: 'timer-fired'; readonly timer: ChatTimer };

export type ChatEffect =
  /** One transaction; answered by `written` or `write-failed`. Without entries only the counters are saved. */
  | { readonly kind: 'write'; readonly entries: readonly ChatEntry[]; readonly counters: Counters }
  /** Own messages take new places, together with the counters; answered like `write`. */
  | { readonly kind: 'renumber'; readonly messages: readonly ChatMessage[]; readonly counters: Counters }
  /** Another epoch is needed, and ours of the epoch so far from a count on; answered by `epoch-made`. */
  | { readonly kind: 'make-epoch'; readonly epoch: string; readonly from: number | null }
  /** Frames for the lane in order, up to the first that it does not take; answered at once by `handed-over`. */
  | { readonly kind: 'hand-over'; readonly frames: readonly OrderedFrame[]; readonly after: number }
  /** A frame that nobody misses when it is lost. */
  | { readonly kind: 'send'; readonly frame: TextFrame }
  | { readonly kind: 'want-link' }
  /** Frames for the recipient's mailbox; answered by `mail-left` or `mail-failed`. */
  | { readonly kind: 'leave-mail'; readonly index: number; readonly frames: readonly OrderedFrame[] }
  /** Replaces a timer of the same name. */
  | { readonly kind: 'set-timer'; readonly timer: ChatTimer; readonly delayMs: number }
  | { readonly kind: 'cancel-timer'; readonly timer: ChatTimer }
  /** What became of a composed message or a note. */
  | { readonly kind: 'settle'; readonly id: string; readonly outcome: SettledAs }
  | { readonly kind: 'report-storage'; readonly storage: StorageHealth }
  | { readonly kind: 'count-bad-frame' }
  /** Something a person can see is different. */
  | { readonly kind: 'announce' };

/** `full`: nothing can be stored. `unsaved`: and something that was written here waits in memory. */
export type StorageHealth = 'ok' | 'full' | 'unsaved';

/** `unsaved`: in memory only, and tried again. */
export type SettledAs = 'stored' | 'unsaved' | 'refused';

export type ChatTimer = 'retry-write' | 'repeat' | 'mail' | 'typing-rest' | 'typing-end' | 'their-typing-end';

/** What the person allows to be told. */
export interface ChatPolicy {
  readonly receipts: boolean;
  readonly typing: boolean;
  /** Leave messages in the mailbox of somebody who is away. */
  readonly mail: boolean;
}

export type Next = readonly [ChatState, readonly ChatEffect[]];

/** Goes on from one result with another step, keeping the effects of both in order. */
export function andThen([state, effects]: Next, step: (state: ChatState) => Next): Next {
  const [after, more] = step(state);
  return [after, [...effects, ...more]];
}
