import type { Clock } from '../../engine/ports/clock.ts';

export interface AwaitedEvent {
  readonly target: EventTarget;
  readonly type: string;
  /** Whether what the event tells of has come about. */
  readonly isThere: () => boolean;
  readonly timeoutMs: number;
  readonly clock: Pick<Clock, 'after'>;
}

/** True as soon as it is there, false when it is not in time. */
export function eventInTime({ target, type, isThere, timeoutMs, clock }: AwaitedEvent): Promise<boolean> {
  return new Promise((resolve) => {
    const waiting = new AbortController();
    const finish = (isInTime: boolean): void => {
      waiting.abort();
      resolve(isInTime);
    };
    const check = (): void => {
      if (isThere()) finish(true);
    };
    waiting.signal.addEventListener(
      'abort',
      clock.after(timeoutMs, () => finish(false)),
      { once: true },
    );
    target.addEventListener(type, check, { signal: waiting.signal });
    check();
  });
}
