import type { CallNotice } from '../../shared/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import { createTimers } from '../timers.ts';

/** What has happened, and is over: long enough to be read by somebody who was looking at the other person. */
export const newsMs = 20_000;

/** Stays until it is tried again, since one has to go and change something for it. */
const lasting: readonly CallNotice[] = ['screen-refused'];

type Subject = 'microphone' | 'camera' | 'speaker' | 'screen';

/** News of a call, one of each subject at a time. */
export interface CallNotices {
  /** Null when what was told is so no longer. */
  tell(subject: Subject, notice: CallNotice | null): void;
  list(): readonly CallNotice[];
  clear(): void;
}

export function createCallNotices(clock: Pick<Clock, 'after'>, onChange: () => void): CallNotices {
  const told = new Map<Subject, CallNotice>();
  const timers = createTimers<Subject>(clock);

  function forget(subject: Subject): void {
    timers.cancel(subject);
    told.delete(subject);
  }

  return {
    tell(subject, notice) {
      forget(subject);
      if (notice === null) return;
      told.set(subject, notice);
      if (lasting.includes(notice)) return;
      timers.set(subject, newsMs, () => {
        forget(subject);
        onChange();
      });
    },
    list: () => [...told.values()],
    clear() {
      timers.cancelAll();
      told.clear();
    },
  };
}
