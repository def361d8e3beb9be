import { Eye, EyeOff } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { Commands } from '../commands.ts';
import { useText } from '../components/basics/text.ts';
import { ViewHeader } from '../components/basics/view-header.tsx';

export interface BackUpScreenProps {
  readonly commands: Pick<Commands, 'revealWords'>;
  readonly onBack: () => void;
}

/** The recovery words, on screen only while somebody wants to see them. */
export function BackUpScreen({ commands, onBack }: BackUpScreenProps) {
  const { t } = useText();
  const { words, toggle } = useWords(commands);
  const Icon = words === null ? Eye : EyeOff;
  return (
    <div class="view">
      <ViewHeader title={t('backUp')} onBack={onBack} />
      <div class="scroll stack padded recovery">
        <p>{t('backUpLead')}</p>
        <p class="warning">{t('backUpWarning')}</p>
        <p class="quiet">{t('backUpScope')}</p>
        <button type="button" class={words === null ? 'button primary' : 'button'} onClick={toggle}>
          <Icon size={16} aria-hidden="true" />
          {t(words === null ? 'showWords' : 'hideWords')}
        </button>
        {words !== null && (
          <ol class="recovery-words" aria-label={t('recoveryWords')} lang="en" translate={false}>
            {words.map((word, index) => (
              <li key={index}>{word}</li>
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}

function useWords(commands: Pick<Commands, 'revealWords'>) {
  const [words, setWords] = useState<readonly string[] | null>(null);
  useEffect(() => {
    const hide = (): void => {
      if (document.visibilityState === 'hidden') setWords(null);
    };
    document.addEventListener('visibilitychange', hide);
    return () => document.removeEventListener('visibilitychange', hide);
  }, []);
  const toggle = (): void => {
    if (words === null) void commands.revealWords().then(setWords);
    else setWords(null);
  };
  return { words, toggle };
}
