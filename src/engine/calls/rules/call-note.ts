import type { ContactObstacle } from '../../links/rules/obstacle.ts';

/** What stays of a call in the conversation. */
export interface CallNote {
  readonly kind: 'call';
  readonly id: string;
  readonly mine: boolean;
  readonly video: boolean;
  /** A screen was shown without a call. */
  readonly share?: true;
  readonly ending: CallEnding;
  /** Why somebody was not reachable; absent when it was they who were not there. */
  readonly obstacle?: ContactObstacle;
  readonly atMs: number;
  /** Zero when nobody answered. */
  readonly durationMs: number;
}

/** How a call came to its end, as the person here would tell it. */
export type CallEnding =
  | 'hung-up-here'
  | 'hung-up-there'
  | 'declined-here'
  | 'declined-there'
  | 'busy'
  | 'no-answer'
  | 'missed'
  | 'cancelled-here'
  | 'cancelled-there'
  | 'not-reachable'
  | 'connection-lost'
  | 'permission-refused';
