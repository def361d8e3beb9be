/** Name of the port over which a surface hears what changes too often for the feed. */
export const fastStreamPortName = 'fast-stream';

/** From a surface: all the topics that it listens to now, or that it has taken a topic's value and is ready for the next. */
export type FastStreamRequest =
  | { readonly kind: 'topics'; readonly topics: readonly string[] }
  | { readonly kind: 'taken'; readonly topic: string };

/** From the engine: the latest value of a topic. */
export interface FastStreamValue {
  readonly topic: string;
  readonly value: unknown;
}

/** How loud it is at the microphone that is being tried, from 0 to 1. */
export const microphoneLevelTopic = 'microphone-level';
