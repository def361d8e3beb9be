import { useEffect, useState } from 'preact/hooks';
import type { CallView } from '../../../shared/snapshot.ts';
import { clockDuration, useText } from '../basics/text.ts';

export interface CallClockProps {
  readonly call: Pick<CallView, 'phase' | 'connectedAtMs' | 'heldUntilMs'>;
}

/** How long a call has lasted, or how long one that is broken off still waits. */
export function CallClock({ call: { phase, connectedAtMs, heldUntilMs } }: CallClockProps) {
  const { t } = useText();
  if (phase === 'ended' || connectedAtMs === null) return null;
  if (heldUntilMs === undefined) return <Clock show={(nowMs) => clockDuration(nowMs - connectedAtMs)} />;
  return <Clock show={(nowMs) => t('callEndsIn', clockDuration(heldUntilMs - nowMs))} />;
}

/** Not a live region: a clock that is read out every second drowns the call. */
function Clock({ show }: { readonly show: (nowMs: number) => string }) {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class="call-timer" role="timer" aria-live="off">
      {show(nowMs)}
    </span>
  );
}
