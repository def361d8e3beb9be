import { useEffect, useState } from 'preact/hooks';
import { clockDuration } from '../basics/text.ts';

/** Not a live region: a clock that is read out every second drowns the call. */
export function CallDuration({ sinceMs }: { readonly sinceMs: number }) {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class="call-timer" role="timer" aria-live="off">
      {clockDuration(nowMs - sinceMs)}
    </span>
  );
}
