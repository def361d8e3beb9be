import type { NetworkView, SelfView } from '../../../shared/snapshot.ts';
import type { MessageKey } from '../basics/text.ts';
import { useText } from '../basics/text.ts';
import type { TakenIdProps } from './taken-id.tsx';
import { TakenId } from './taken-id.tsx';

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

interface PublicationProgressProps extends Pick<SelfView, 'publication'>, TakenIdProps {
  readonly network: NetworkView;
}

/** How far the own ID is from being reachable. */
export function PublicationProgress({ publication, network, commands }: PublicationProgressProps) {
  const { t } = useText();
  if (publication === 'reachable') return null;
  if (publication === 'taken') return <TakenId commands={commands} />;
  const { key, step } = stages[publication === 'waiting' ? 'signing-in' : publication];
  const hindrance = publication === 'waiting' ? waiting[network] : undefined;
  return (
    <div class="publication" role="status">
      <progress class="publication-bar" aria-label={t('publishing')} max={4} value={step} />
      <span class="quiet">{t(hindrance ?? key)}</span>
    </div>
  );
}
