import type { Game } from '../../rules/game.ts';
import type { PongMove, PongState } from './points.ts';
import { parsePongMove, playPoint, pongOutcome, viewPoints } from './points.ts';
import { beginLive, tickLive } from './pong-live.ts';
import type { PongLive } from './pong-round.ts';

/** To eleven points; whoever begins serves first, then in turn. */
export const pong: Game<PongState, PongMove, PongLive> = {
  name: 'pong',
  begin: (first) => ({ first, points: [] }),
  parseMove: parsePongMove,
  play: playPoint,
  outcome: pongOutcome,
  turn: () => null,
  view: viewPoints,
  live: { begin: beginLive, tick: tickLive },
};
