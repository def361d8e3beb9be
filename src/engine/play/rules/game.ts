/** One of the two who play; the one who invited has seat 0. */
export type Seat = 0 | 1;

export function otherSeat(seat: Seat): Seat {
  return seat === 0 ? 1 : 0;
}

/** How a round ended: `null` when nobody won. */
export interface Outcome {
  readonly winner: Seat | null;
}

/**
 * The rules of a game for two. It knows of seats and never of people, links or clocks: states and moves are plain data, and every
 * function gives the same answer on both sides, which is all that makes the two agree. States never change; a move makes another one.
 *
 * These are method signatures on purpose: by them a list of games need not know the states and moves of each.
 */
export interface Game<State = unknown, Move = unknown, Live = unknown> {
  /** Travels, is stored, and names the folder of its view: up to 16 lower-case letters and hyphens. */
  readonly name: string;
  begin(first: Seat): State;
  /** What came from elsewhere, or from a surface here, as a move; undefined when it is none in any position. */
  parseMove(value: unknown): Move | undefined;
  /** Undefined when it is not a valid move of that seat now: the state stands. */
  play(state: State, seat: Seat, move: Move): State | undefined;
  /** Null as long as the round lasts; no move is valid afterwards. */
  outcome(state: State): Outcome | null;
  /** Whose move it is; null when both may move, or nobody. */
  turn(state: State): Seat | null;
  /** What the surface of that seat may see: plain data, without what is hidden from it. */
  view(state: State, seat: Seat): unknown;
  /** Takes back so much that `seat` is to move where it moved last; undefined when there is nothing. Absent where it cannot be. */
  takeBack?(state: State, seat: Seat): State | undefined;
  /** Present in a game in which a choice is hidden at first. */
  readonly hidden?: HiddenChoices<State, Move>;
  /** Present in a game that goes on by itself. */
  readonly live?: LiveRules<State, Move, Live>;
}

/** `secret` is 32 random hex digits of this side, new in each round, that stay here until a move tells them. */
interface HiddenChoices<State, Move> {
  /** The move that binds its seat to a choice without telling it. */
  commit(choice: Move, secret: string): Move;
  /** The move that follows without anybody's doing, as soon as it may. */
  reveal(state: State, seat: Seat, own: { readonly choice: Move; readonly secret: string }): Move | undefined;
}

/**
 * What happens between moves, sixty times a second. Its states travel by the unreliable side, where only the newest counts; whatever
 * both must agree on, such as a point, is a move.
 */
interface LiveRules<State, Move, Live> {
  begin(state: State, seat: Seat): Live;
  tick(live: Live, input: LiveInput<State>): LiveTick<Live, Move>;
}

export interface LiveInput<State = unknown> {
  /** Of the round, after every move so far. */
  readonly state: State;
  /** Milliseconds since the tick before, about 17. */
  readonly passedMs: number;
  /** What the person here does now, as the view last said it; unverified, undefined before the first time. */
  readonly own: unknown;
  /** The newest state of the other side since the tick before; unverified, undefined when there was none. */
  readonly theirs: unknown;
  /** How long one way takes, as far as it is known. */
  readonly timing: Timing | null;
  /** Whether a surface shows the game here. */
  readonly watched: boolean;
}

export interface LiveTick<Live = unknown, Move = unknown> {
  readonly live: Live;
  /** For the other side: plain data of at most 1,000 bytes. */
  readonly show: unknown;
  /** For the surface here: plain data. */
  readonly view: unknown;
  /** What is decided by this tick; one that is not valid is left out. */
  readonly moves: readonly Move[];
}

/** Of the way there and back, and how much it varies (RFC 3550 §6.4.1). */
export interface Timing {
  readonly rttMs: number;
  readonly jitterMs: number;
}
