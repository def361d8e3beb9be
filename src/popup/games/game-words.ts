import type { MessageKey } from '../components/basics/text.ts';

/** The games that are offered, in this order, by what they are called; the view of each is in the folder of its name. */
export const gameNames = { pong: 'pong', gomoku: 'gomoku' } as const satisfies Readonly<Record<string, MessageKey>>;

/** Undefined for a game that this version does not know. */
export function gameNameKey(game: string): MessageKey | undefined {
  return Object.entries(gameNames).find(([name]) => name === game)?.[1];
}
