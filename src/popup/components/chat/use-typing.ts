import { useEffect, useRef } from 'preact/hooks';

/** The other side forgets after some seconds, so that typing is told again while it lasts. */
const repeatTypingMs = 3_000;
const stopTypingAfterMs = 5_000;

/** Tells when typing begins, that it goes on, and that it stopped. */
export function useTyping(onTyping: (typing: boolean) => void): { touch(typing: boolean): void; stop(): void } {
  const state = useRef<{ toldAtMs: number; timer: ReturnType<typeof setTimeout> | undefined }>({
    toldAtMs: 0,
    timer: undefined,
  });
  const stop = (): void => {
    clearTimeout(state.current.timer);
    if (state.current.toldAtMs === 0) return;
    state.current.toldAtMs = 0;
    onTyping(false);
  };
  useEffect(() => stop, []);

  return {
    stop,
    touch: (typing) => {
      if (!typing) {
        stop();
        return;
      }
      clearTimeout(state.current.timer);
      state.current.timer = setTimeout(stop, stopTypingAfterMs);
      if (Date.now() - state.current.toldAtMs < repeatTypingMs) return;
      state.current.toldAtMs = Date.now();
      onTyping(true);
    },
  };
}
