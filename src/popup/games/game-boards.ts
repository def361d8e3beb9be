import type { GameBoard } from './game-board-props.ts';

/** The view of each game, fetched when it is played. */
export const gameBoards: Readonly<Record<string, () => Promise<GameBoard>>> = {
  pong: async () => (await import('./pong/pong-board.tsx')).PongBoard,
  gomoku: async () => (await import('./gomoku/gomoku-board.tsx')).GomokuBoard,
};
