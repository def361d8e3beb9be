import { UserPlus } from 'lucide-preact';
import type { NetworkView, SelfView } from '../../../shared/snapshot.ts';
import { CopyButton } from '../basics/copy-button.tsx';
import { useText } from '../basics/text.ts';
import { groupedId } from './grouped-id.ts';
import { PublicationProgress } from './publication-progress.tsx';

export interface HomeEmptyProps {
  readonly self: SelfView;
  readonly network: NetworkView;
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly onAdd: () => void;
  readonly onNewId: () => void;
}

/** Nobody here yet: the two ways to begin. */
export function HomeEmpty({ self, network, onCopy, onAdd, onNewId }: HomeEmptyProps) {
  const { t } = useText();
  return (
    <div class="home-empty">
      <p class="quiet">{t('homeEmptyLead')}</p>
      <section class="card">
        <h2>{t('homeEmptyShare')}</h2>
        {self.id === null ? (
          <PublicationProgress publication={self.publication} network={network} onNewId={onNewId} />
        ) : (
          <p class="id-text">{groupedId(self.id)}</p>
        )}
        <div class="actions">
          <CopyButton label={t('copyId')} icon="copy" text={self.id && groupedId(self.id)} onCopy={onCopy} />
          <CopyButton label={t('copyInviteLink')} icon="link" text={self.inviteLink} onCopy={onCopy} />
        </div>
      </section>
      <section class="card">
        <h2>{t('homeEmptyAdd')}</h2>
        <button type="button" class="button primary" data-opener="enter-id" onClick={onAdd}>
          <UserPlus size={16} aria-hidden="true" />
          {t('enterContactId')}
        </button>
      </section>
    </div>
  );
}
