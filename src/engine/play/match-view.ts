import type { GameView, MatchView } from '../../shared/game-view.ts';
import type { Game } from './rules/game.ts';
import { otherSeat } from './rules/game.ts';
import type { Match, Table } from './rules/table.ts';

interface Around {
  readonly contactId: string;
  readonly contactName: string;
  readonly linked: boolean;
  readonly game: Game | undefined;
}

/** Undefined where there is nothing to show. */
export function viewTable(table: Table, { contactId, contactName, linked, game }: Around): GameView | undefined {
  if (table.phase === 'empty') return undefined;
  const about = { contactId, contactName, id: table.id, game: table.game, why: null };
  if (table.phase === 'closed') return { ...about, phase: 'closed', why: table.why };
  if (table.phase !== 'match') return { ...about, phase: table.phase };
  if (game === undefined) return undefined;
  const match = viewMatch(table, game, linked);
  return { ...about, phase: match.outcome === null ? 'playing' : 'over', match };
}

function viewMatch({ seat, round, score, rematch, invalid, position }: Match, game: Game, linked: boolean): MatchView {
  const { state, outcome, asked } = position;
  const turn = game.turn(state);
  const sideOf = (one: typeof seat) => (one === seat ? 'mine' : 'theirs');
  return {
    round,
    turn: outcome !== null ? null : turn === null ? 'both' : sideOf(turn),
    score: { mine: score[seat], theirs: score[otherSeat(seat)] },
    outcome: outcome && (outcome.winner === null ? 'drawn' : outcome.winner === seat ? 'won' : 'lost'),
    undo: asked === null ? null : sideOf(asked),
    canUndo: outcome === null && asked === null && game.takeBack?.(state, seat) !== undefined,
    rematch,
    refused: invalid.here,
    linked,
    board: game.view(state, seat),
  };
}
