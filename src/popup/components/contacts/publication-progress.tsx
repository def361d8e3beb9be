import type { NetworkView, SelfView } from '../../../shared/snapshot.ts';
import type { MessageKey } from '../basics/text.ts';
import { useText } from '../basics/text.ts';

type Stage = Exclude<SelfView['publication'], 'reachable' | 'waiting' | 'taken'>;

const stages: Readonly<Record<Stage, { readonly key: MessageKey; readonly step: number }>> = {
  'making-keys': { key: 'publishingMakingKeys', step: 1 },
  'signing-in': { key: 'publishingSigningIn', step: 2 },
  publishing: { key: 'publishingId', step: 3 },
};

/** What is waited for; before there is anybody to blame it looks like the beginning. */
const waiting: Readonly<Partial<Record<NetworkView, MessageKey>>> = {
  offline: 'publishingOffline',
  unreachable: 'publishingUnreachable',
  refused: 'publishingRefused',
};

interface PublicationProgressProps extends Pick<SelfView, 'publication'> {
  readonly network: NetworkView;
  /** Somebody else has the ID, and the person here wants another one. */
  readonly onNewId: () => void;
}

/** How far the own ID is from being reachable. */
export function PublicationProgress({ publication, network, onNewId }: PublicationProgressProps) {
  const { t } = useText();
  if (publication === 'reachable') return null;
  if (publication === 'taken') {
    return (
      <div class="publication">
        <p role="status">{t('idTaken')}</p>
        <button type="button" class="button" onClick={onNewId}>
          {t('getNewId')}
        </button>
      </div>
    );
  }
  const { key, step } = stages[publication === 'waiting' ? 'signing-in' : publication];
  const hindrance = publication === 'waiting' ? waiting[network] : undefined;
  return (
    <div class="publication" role="status">
      <progress class="publication-bar" aria-label={t('publishing')} max={4} value={step} />
      <span class="quiet">{t(hindrance ?? key)}</span>
    </div>
  );
}
