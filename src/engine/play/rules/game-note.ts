import type { RoundNote } from './table.ts';

/** What stays of a round of a game in the conversation. */
export interface GameNote extends RoundNote {
  readonly kind: 'game';
  readonly id: string;
  readonly atMs: number;
}
