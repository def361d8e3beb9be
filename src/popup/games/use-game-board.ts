import { useEffect, useState } from 'preact/hooks';
import type { GameBoard } from './game-board-props.ts';
import { gameBoards } from './game-boards.ts';

/** Null until the view of that game is there. */
export function useGameBoard(game: string): GameBoard | null {
  const [board, setBoard] = useState<GameBoard | null>(null);
  useEffect(() => {
    let wanted = true;
    // A component is a function, which a setter would call.
    void gameBoards[game]?.().then((found) => wanted && setBoard(() => found));
    return () => {
      wanted = false;
    };
  }, [game]);
  return board;
}
