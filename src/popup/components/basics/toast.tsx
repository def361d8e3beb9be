import { useEffect } from 'preact/hooks';

/** Six seconds are enough to read two sentences. */
const toastMs = 6_000;

export function Toast({ text, onDone }: { readonly text: string | null; readonly onDone: () => void }) {
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(onDone, toastMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="toast-region" role="status">
      {text !== null && <p class="toast">{text}</p>}
    </div>
  );
}
