import { Check, Copy, Link } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { useText } from './text.ts';

export interface CopyButtonProps {
  readonly label: string;
  readonly text: string | null;
  readonly icon: 'copy' | 'link';
  readonly onCopy: (text: string) => Promise<boolean>;
}

/** Long enough to be read, short enough not to look like a state. */
const feedbackMs = 2_000;

/** The name stays while the picture and a spoken word tell how it went. */
export function CopyButton({ label, text, icon, onCopy }: CopyButtonProps) {
  const { t } = useText();
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), feedbackMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async (): Promise<void> => {
    if (text !== null) setOutcome((await onCopy(text)) ? 'copied' : 'failed');
  };
  const Icon = outcome === 'copied' ? Check : icon === 'link' ? Link : Copy;

  return (
    <span class="copy">
      <button type="button" class="button" disabled={text === null} onClick={() => void copy()}>
        <Icon size={16} aria-hidden="true" />
        {label}
      </button>
      <span class="copy-feedback" role="status">
        {outcome === 'copied' && t('copied')}
        {outcome === 'failed' && t('copyFailed')}
      </span>
    </span>
  );
}
