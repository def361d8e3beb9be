import { microphoneLevelTopic } from '../../shared/messaging/fast-stream.ts';
import type { Clock } from '../ports/clock.ts';
import type { FastStream } from './fast-stream.ts';

interface LevelStreamDependencies {
  readonly stream: FastStream;
  readonly clock: Pick<Clock, 'after'>;
  /** From 0 to 1. */
  readonly level: () => number;
}

/** Thirty times a second, which a meter shows as one movement. */
const everyMs = 33;

/** Tells how loud it is at the microphone that is being tried, for as long as anybody watches. */
export function startLevelStream({ stream, clock, level }: LevelStreamDependencies): void {
  let running = false;
  const tell = (): void => {
    running = stream.isWanted(microphoneLevelTopic);
    if (!running) return;
    stream.publish(microphoneLevelTopic, level());
    clock.after(everyMs, tell);
  };
  stream.onWanted(microphoneLevelTopic, () => {
    if (!running) tell();
  });
}
