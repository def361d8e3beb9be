import type { SelfView } from '../../../shared/snapshot.ts';
import type { MessageKey } from '../basics/text.ts';
import { useText } from '../basics/text.ts';

type Stage = Exclude<SelfView['publication'], 'reachable'>;

const stages: Readonly<Record<Stage, { readonly key: MessageKey; readonly step: number }>> = {
  'making-keys': { key: 'publishingMakingKeys', step: 1 },
  'signing-in': { key: 'publishingSigningIn', step: 2 },
  publishing: { key: 'publishingId', step: 3 },
  'waiting-for-network': { key: 'publishingWaiting', step: 2 },
};

/** How far the own ID is from being reachable. */
export function PublicationProgress({ publication }: Pick<SelfView, 'publication'>) {
  const { t } = useText();
  if (publication === 'reachable') return null;
  const { key, step } = stages[publication];
  return (
    <div class="publication" role="status">
      <progress class="publication-bar" aria-label={t('publishing')} max={4} value={step} />
      <span class="quiet">{t(key)}</span>
    </div>
  );
}
