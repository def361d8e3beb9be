import type { Bucket, Budget } from './budget.ts';
import { fullBucket } from './budget.ts';
import type { Timing } from './game.ts';

/** How much of an app one person may send in; what is more is dropped, and harms nobody else. */
export interface AppBudget {
  /** Frames of the reliable side. */
  readonly messages: Budget;
  /** States and pings of the unreliable side; ours are held back when they would be more. */
  readonly states: Budget;
}

/** Where an app stands with one person, for as long as a link lasts. */
export interface Side {
  /** What they can do; undefined until they have said so. */
  readonly features: readonly string[] | undefined;
  /** Between `begin` and `end` here: states are taken, and pings sent. */
  readonly inUse: boolean;
  /** The number of the last state that left, and of the newest that came. */
  readonly sent: number;
  readonly newest: number;
  readonly ping: { readonly n: number; readonly atMs: number };
  readonly timing: Timing | null;
  readonly messages: Bucket;
  readonly statesIn: Bucket;
  readonly statesOut: Bucket;
}

export function newSide({ messages, states }: AppBudget, atMs: number): Side {
  return {
    features: undefined,
    inUse: false,
    sent: 0,
    newest: 0,
    ping: { n: 0, atMs },
    timing: null,
    messages: fullBucket(messages, atMs),
    statesIn: fullBucket(states, atMs),
    statesOut: fullBucket(states, atMs),
  };
}
