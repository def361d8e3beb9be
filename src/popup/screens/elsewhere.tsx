import { MonitorSmartphone } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Commands } from '../commands.ts';
import { useText } from '../components/basics/text.ts';

export interface ElsewhereScreenProps {
  readonly why: 'elsewhere' | 'copied';
  readonly commands: Pick<Commands, 'useHere'>;
}

/** The same identity is in use in another browser or in a copy of this profile, and only one may answer in its name. */
export function ElsewhereScreen({ why, commands }: ElsewhereScreenProps) {
  const { t } = useText();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const useHere = async (): Promise<void> => {
    setState('busy');
    const { kind } = await commands.useHere();
    setState(kind === 'done' ? 'idle' : 'failed');
  };
  return (
    <div class="view first-run threshold">
      <MonitorSmartphone size={56} aria-hidden="true" class="quiet" />
      <h1>{t(why === 'copied' ? 'copiedTitle' : 'elsewhereTitle')}</h1>
      <p class="quiet">{t(why === 'copied' ? 'copiedDetail' : 'elsewhereDetail')}</p>
      {state === 'failed' && (
        <p class="alert" role="alert">
          {t('commandFailed')}
        </p>
      )}
      <button
        type="button"
        class="button primary large"
        disabled={state === 'busy'}
        aria-busy={state === 'busy'}
        data-first-focus
        onClick={() => void useHere()}
      >
        {t('useHere')}
      </button>
    </div>
  );
}
