import type { ContactId } from '../../../shared/identity/contact-id.ts';
import type { Game, Seat } from './game.ts';
import type { PlayFrame } from './play-frames.ts';
import type { LogEntry, RoundPosition } from './round.ts';
import { applyAct, beginRound } from './round.ts';

/** What is between two people as to games: nothing, an invitation, a match, or what became of one. */
export type Table =
  | { readonly phase: 'empty' }
  | { readonly phase: 'inviting'; readonly id: string; readonly game: string }
  | { readonly phase: 'invited'; readonly id: string; readonly game: string }
  | { readonly phase: 'closed'; readonly id: string; readonly game: string; readonly why: TableEnding }
  | Match;

/** `cannot-play`: their Beeline has not this game. `lost`: one of the two browsers has lost what was played. */
export type TableEnding = 'declined' | 'cannot-play' | 'not-reachable' | 'left-there' | 'lost';

/** Rounds of one game, until one of the two leaves. */
export interface Match extends MatchFacts {
  readonly phase: 'match';
  readonly position: RoundPosition;
  /** They said that a move of ours was not valid, or we said so of theirs. */
  readonly invalid: { readonly here: boolean; readonly there: boolean };
}

/** As much of a match as has to be stored. */
interface MatchFacts {
  readonly id: string;
  readonly game: string;
  /** Ours. */
  readonly seat: Seat;
  readonly round: number;
  /** Of this round, in the order in which it came about here. */
  readonly log: readonly LogEntry[];
  /** Ours in this round; see `hidden` of a game. */
  readonly secret: string;
  readonly choice?: unknown;
  /** Rounds won, by seat. */
  readonly score: readonly [number, number];
  /** Who wants another round. */
  readonly rematch: { readonly mine: boolean; readonly theirs: boolean };
}

export interface MatchRecord extends MatchFacts {
  readonly contactId: ContactId;
}

export const emptyTable: Table = { phase: 'empty' };

/** What a person does at a table. */
export type PlayAction =
  | { readonly kind: 'invite'; readonly game: string }
  | { readonly kind: 'accept' }
  | { readonly kind: 'decline' }
  | { readonly kind: 'move'; readonly choice: unknown }
  | { readonly kind: 'ask-undo' }
  | { readonly kind: 'answer-undo'; readonly agreed: boolean }
  | { readonly kind: 'rematch' }
  /** Also takes an invitation back, and clears away what became of it. */
  | { readonly kind: 'leave' };

export type TableEvent = (
  | PlayAction
  | { readonly kind: 'frame-received'; readonly frame: PlayFrame }
  | { readonly kind: 'link-opened' }
  | { readonly kind: 'link-down' }
  | { readonly kind: 'unreachable' }
  /** They have said what they can play. */
  | { readonly kind: 'features-told' }
  | { readonly kind: 'patience-ended' }
  | { readonly kind: 'removed' }
) & {
  /** Thirty-two random hex digits, new with each event. */
  readonly fresh: string;
};

export type TableEffect =
  | { readonly kind: 'send'; readonly frame: PlayFrame }
  /** Stores the match before anything else is sent. */
  | { readonly kind: 'keep' }
  /** A move of theirs was against the rules. */
  | { readonly kind: 'count-bad-frame' }
  | { readonly kind: 'want-link' }
  /** How long their Beeline may take to say what it can play. */
  | { readonly kind: 'start-patience' }
  | { readonly kind: 'write-note'; readonly note: RoundNote };

/** What stays of a round. */
export interface RoundNote {
  readonly game: string;
  /** Whether the game was proposed here. */
  readonly mine: boolean;
  readonly ending: 'won' | 'lost' | 'drawn' | 'left-here' | 'left-there';
  /** Rounds won so far. */
  readonly score: { readonly mine: number; readonly theirs: number };
}

/** What a step looks at beside the table. */
export interface TableWorld {
  game(name: string): Game | undefined;
  readonly linkOpen: boolean;
  /** Games that their Beeline has; undefined as long as it has not said. */
  readonly theirGames: readonly string[] | undefined;
}

export type NextTable = readonly [Table, readonly TableEffect[]];

export function newMatch(game: Game, { id, seat, secret }: Pick<MatchFacts, 'id' | 'seat' | 'secret'>): Match {
  return {
    phase: 'match',
    id,
    game: game.name,
    seat,
    round: 1,
    log: [],
    secret,
    score: [0, 0],
    rematch: { mine: false, theirs: false },
    position: beginRound(game, 1),
    invalid: { here: false, there: false },
  };
}

export function nextRound(match: Match, game: Game, secret: string): Match {
  const { choice: _over, ...kept } = match;
  const round = match.round + 1;
  const rematch = { mine: false, theirs: false };
  return { ...kept, round, log: [], secret, rematch, position: beginRound(game, round) };
}

/** Undefined when what is stored is no match by the rules of today. */
export function restoreMatch({ contactId: _contact, ...facts }: MatchRecord, game: Game): Match | undefined {
  const position = facts.log.reduce<RoundPosition | undefined>(
    (before, entry) => before && applyAct(game, before, entry),
    beginRound(game, facts.round),
  );
  return position && { ...facts, phase: 'match', position, invalid: { here: false, there: false } };
}

export function toRecord(contactId: ContactId, match: Match): MatchRecord {
  const { phase: _phase, position: _position, invalid: _invalid, ...facts } = match;
  return { contactId, ...facts };
}

export function actsOf({ log }: Match, seat: Seat): readonly LogEntry[] {
  return log.filter((entry) => entry.seat === seat);
}

export function noteOf(match: Match, ending: RoundNote['ending']): TableEffect {
  const [first, second] = match.score;
  const score = match.seat === 0 ? { mine: first, theirs: second } : { mine: second, theirs: first };
  return { kind: 'write-note', note: { game: match.game, mine: match.seat === 0, ending, score } };
}
