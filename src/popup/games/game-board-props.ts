import type { FunctionComponent } from 'preact';
import type { GameView, MatchView } from '../../shared/game-view.ts';

/** What the view of a game gets. */
export interface GameBoardProps {
  readonly game: GameView;
  readonly match: MatchView;
  /** Whether something can be done now. */
  readonly active: boolean;
  readonly onMove: (choice: unknown) => void;
  /** In a game in real time: what the person does now. */
  readonly onOwn: (own: unknown) => void;
}

export type GameBoard = FunctionComponent<GameBoardProps>;
