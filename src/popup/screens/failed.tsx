import { PowerOff } from 'lucide-preact';
import type { EngineFailure } from '../../shared/messaging/feed.ts';
import type { Commands } from '../commands.ts';
import { useText } from '../components/basics/text.ts';

export interface FailedScreenProps {
  readonly why: EngineFailure;
  readonly commands: Pick<Commands, 'restart'>;
}

const details = {
  storage: 'failedStorage',
  'no-service': 'failedNoService',
  unknown: 'failedUnknown',
} as const;

/** There is no engine, and so nothing to show that would be true. */
export function FailedScreen({ why, commands }: FailedScreenProps) {
  const { t } = useText();
  return (
    <div class="view first-run threshold" role="alert">
      <PowerOff size={56} aria-hidden="true" class="quiet" />
      <h1>{t('failedTitle')}</h1>
      <p class="quiet">{t(details[why])}</p>
      {why !== 'no-service' && (
        <button type="button" class="button primary large" data-first-focus onClick={commands.restart}>
          {t('restartApp')}
        </button>
      )}
    </div>
  );
}
