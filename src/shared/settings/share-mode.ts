/** What a share gives up first when the way is narrow: `text` frames, `motion` detail. */
export type ShareMode = 'text' | 'motion';

/** `frozen`: the last picture stays. `blank`: nothing is to be seen. */
export type SharePause = 'frozen' | 'blank';

export interface ShareTuning {
  /** MediaStreamTrack Content Hints §4. */
  readonly contentHint: 'detail' | 'motion';
  readonly maxFramesPerSecond: number;
  readonly degradationPreference: 'maintain-resolution' | 'maintain-framerate';
}

/** Fifteen frames follow a pointer and a scrolling page; film needs all it can get. */
export const shareTunings: Readonly<Record<ShareMode, ShareTuning>> = {
  text: { contentHint: 'detail', maxFramesPerSecond: 15, degradationPreference: 'maintain-resolution' },
  motion: { contentHint: 'motion', maxFramesPerSecond: 30, degradationPreference: 'maintain-framerate' },
};
