import type { TableEnding } from '../engine/play/rules/table.ts';
import type { ContactId } from './identity/contact-id.ts';

/** A game with a contact, from its invitation on, as a surface may see it. */
export interface GameView {
  readonly contactId: ContactId;
  readonly contactName: string;
  readonly id: string;
  readonly game: string;
  /** `over`: the round is, and another one may follow. `closed`: nothing comes of it any more. */
  readonly phase: 'inviting' | 'invited' | 'playing' | 'over' | 'closed';
  readonly why: TableEnding | null;
  /** Absent before it is agreed upon. */
  readonly match?: MatchView;
}

export interface MatchView {
  readonly round: number;
  readonly turn: 'mine' | 'theirs' | 'both' | null;
  /** Rounds won. */
  readonly score: { readonly mine: number; readonly theirs: number };
  readonly outcome: 'won' | 'lost' | 'drawn' | null;
  /** Who asks for a move back. */
  readonly undo: 'mine' | 'theirs' | null;
  readonly canUndo: boolean;
  readonly rematch: { readonly mine: boolean; readonly theirs: boolean };
  /** Their browser said that a move from here was not valid. */
  readonly refused: boolean;
  /** Whether their browser can be reached now. */
  readonly linked: boolean;
  /** What the rules of the game show to the seat here. */
  readonly board: unknown;
}

/** The topic of the fast stream on which a game in real time is shown. */
export function liveGameTopic(contactId: ContactId): string {
  return `game:${contactId}`;
}
