import type { Game, Outcome, Seat } from './game.ts';
import { otherSeat } from './game.ts';

/** What one person does in a round, in an order of their own. `at` is the version of the position that they had before them. */
export type Act =
  | { readonly kind: 'move'; readonly move: unknown }
  | { readonly kind: 'ask-undo'; readonly at: number }
  | { readonly kind: 'answer-undo'; readonly at: number; readonly agreed: boolean };

export interface LogEntry {
  readonly seat: Seat;
  readonly act: Act;
}

/** Where a round stands. Both sides come to the same one, though acts that cross each other arrive in different orders. */
export interface RoundPosition {
  readonly state: unknown;
  /** Rises with each move and each undoing, so that what was said of an older position is known for it. */
  readonly version: number;
  /** Who asks for the last move back. */
  readonly asked: Seat | null;
  readonly outcome: Outcome | null;
}

/** The one who did not begin the last round begins the next. */
export function beginRound(game: Game, round: number): RoundPosition {
  return { state: game.begin(round % 2 === 1 ? 0 : 1), version: 0, asked: null, outcome: null };
}

/** Undefined when the act is not valid; one that has been overtaken is, and changes nothing. */
export function applyAct(game: Game, position: RoundPosition, { seat, act }: LogEntry): RoundPosition | undefined {
  if (act.kind === 'move') return move(game, position, { seat, move: act.move });
  if (game.takeBack === undefined) return undefined;
  if (act.at !== position.version) return position;
  if (act.kind === 'ask-undo') return ask(game, position, seat);
  if (position.asked !== otherSeat(seat)) return position;
  if (!act.agreed) return { ...position, asked: null };
  const state = game.takeBack(position.state, position.asked);
  return state === undefined ? position : { ...position, state, version: position.version + 1, asked: null };
}

function move(
  game: Game,
  { state, version, asked }: RoundPosition,
  { seat, move: value }: { readonly seat: Seat; readonly move: unknown },
): RoundPosition | undefined {
  const parsed = game.parseMove(value);
  // Whoever asks for a move back waits for the answer; the other one may answer by moving.
  const next = parsed === undefined || asked === seat ? undefined : game.play(state, seat, parsed);
  return next === undefined
    ? undefined
    : { state: next, version: version + 1, asked: null, outcome: game.outcome(next) };
}

function ask(game: Game, position: RoundPosition, seat: Seat): RoundPosition {
  const { state, outcome, asked } = position;
  if (outcome !== null || game.takeBack?.(state, seat) === undefined) return position;
  // When both ask at once the one who invited is answered first.
  return { ...position, asked: asked === null ? seat : 0 };
}
