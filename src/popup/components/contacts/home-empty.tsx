import { UserPlus } from 'lucide-preact';
import type { NetworkView, SelfView } from '../../../shared/snapshot.ts';
import type { Commands } from '../../commands.ts';
import { CopyButton } from '../basics/copy-button.tsx';
import { useText } from '../basics/text.ts';
import { groupedId } from './grouped-id.ts';
import { PublicationProgress } from './publication-progress.tsx';

export interface HomeEmptyProps {
  readonly self: SelfView;
  readonly network: NetworkView;
  readonly commands: Pick<Commands, 'copy' | 'takeNewId'>;
  readonly onAdd: () => void;
}

/** Nobody here yet: the two ways to begin. */
export function HomeEmpty({ self, network, commands, onAdd }: HomeEmptyProps) {
  const { t } = useText();
  return (
    <div class="home-empty">
      <p class="quiet">{t('homeEmptyLead')}</p>
      <section class="card">
        <h2>{t('homeEmptyShare')}</h2>
        {self.id === null ? (
          <PublicationProgress publication={self.publication} network={network} commands={commands} />
        ) : (
          <p class="id-text">{groupedId(self.id)}</p>
        )}
        <div class="actions">
          <CopyButton label={t('copyId')} icon="copy" text={self.id && groupedId(self.id)} onCopy={commands.copy} />
          <CopyButton label={t('copyInviteLink')} icon="link" text={self.inviteLink} onCopy={commands.copy} />
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
