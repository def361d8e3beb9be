import { RefreshCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { NetworkView, SelfView } from '../../shared/snapshot.ts';
import type { Commands } from '../commands.ts';
import { CopyButton } from '../components/basics/copy-button.tsx';
import { QrCode } from '../components/basics/qr-code.tsx';
import { useText } from '../components/basics/text.ts';
import { ViewHeader } from '../components/basics/view-header.tsx';
import { groupedId } from '../components/contacts/grouped-id.ts';
import { NewIdDialog } from '../components/contacts/new-id-dialog.tsx';
import { PublicationProgress } from '../components/contacts/publication-progress.tsx';

export interface MyIdScreenProps {
  readonly self: SelfView;
  readonly network: NetworkView;
  readonly commands: Pick<Commands, 'copy' | 'renewInviteLink' | 'takeNewId'>;
  readonly onBack: () => void;
}

export function MyIdScreen({ self, network, commands, onBack }: MyIdScreenProps) {
  const { t } = useText();
  const { id, inviteLink, publication } = self;
  const [asking, setAsking] = useState(false);
  return (
    <div class="view">
      <ViewHeader title={t('myId')} onBack={onBack} />
      <div class="scroll stack padded my-id">
        {inviteLink === null ? <div class="qr" /> : <QrCode text={inviteLink} label={t('qrLabel')} />}
        {id === null ? (
          <PublicationProgress publication={publication} network={network} onNewId={() => setAsking(true)} />
        ) : (
          <input
            class="input id-box"
            type="text"
            readOnly
            data-first-focus
            aria-label={t('myId')}
            value={groupedId(id)}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
        <div class="actions">
          <CopyButton label={t('copyId')} icon="copy" text={id && groupedId(id)} onCopy={commands.copy} />
          <CopyButton label={t('copyInviteLink')} icon="link" text={inviteLink} onCopy={commands.copy} />
        </div>
        <p class="quiet">{t('myIdDetail')}</p>
        {asking && <NewIdDialog commands={commands} onDone={() => setAsking(false)} />}
        {inviteLink !== null && <RenewLink onRenew={commands.renewInviteLink} />}
      </div>
    </div>
  );
}

function RenewLink({ onRenew }: { readonly onRenew: () => Promise<boolean> }) {
  const { t } = useText();
  const [state, setState] = useState<'idle' | 'busy' | 'renewed'>('idle');
  const renew = async (): Promise<void> => {
    setState('busy');
    setState((await onRenew()) ? 'renewed' : 'idle');
  };
  return (
    <div class="renew">
      <p class="quiet" role="status">
        {t(state === 'renewed' ? 'inviteLinkRenewed' : 'renewDetail')}
      </p>
      <button type="button" class="button" aria-busy={state === 'busy'} onClick={() => void renew()}>
        <RefreshCw size={16} aria-hidden="true" />
        {t('renewInviteLink')}
      </button>
    </div>
  );
}
