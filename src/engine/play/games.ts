import { gomoku } from './games/gomoku/gomoku.ts';
import { pong } from './games/pong/pong.ts';
import type { Game } from './rules/game.ts';

/** What can be played, in the order in which it is offered; each is a folder of its own. */
export const games: readonly Game[] = [pong, gomoku];
