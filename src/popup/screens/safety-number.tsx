import { ShieldCheck, ShieldOff } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { ContactView } from '../../shared/snapshot.ts';
import type { Commands } from '../commands.ts';
import { digitGroups } from '../components/basics/digit-groups.ts';
import type { AttachPicture } from '../components/basics/picture.tsx';
import { QrCode } from '../components/basics/qr-code.tsx';
import { useText } from '../components/basics/text.ts';
import { ViewHeader } from '../components/basics/view-header.tsx';
import type { ScanSafetyNumberProps } from '../components/contacts/scan-safety-number.tsx';
import { ScanSafetyNumber } from '../components/contacts/scan-safety-number.tsx';

export interface SafetyNumberScreenProps {
  readonly contact: ContactView;
  readonly commands: Pick<Commands, 'safetyNumber'> & ScanSafetyNumberProps['commands'];
  readonly attach: AttachPicture;
  readonly onBack: () => void;
}

/** What both people see alike unless somebody stands between them. */
export function SafetyNumberScreen({ contact, commands, attach, onBack }: SafetyNumberScreenProps) {
  const { t } = useText();
  const number = useSafetyNumber(contact, commands);
  return (
    <div class="view">
      <ViewHeader title={t('safetyNumber')} onBack={onBack} />
      <div class="scroll stack padded safety">
        <p class="quiet">{t('safetyNumberDetail', contact.name)}</p>
        {number === null ? <div class="qr" aria-busy="true" /> : <QrCode text={number} label={t('safetyNumberQr')} />}
        <ul class="safety-digits" aria-label={t('safetyNumber')}>
          {number !== null && digitGroups(number).map((group, index) => <li key={index}>{group}</li>)}
        </ul>
        <ScanSafetyNumber {...{ contact, number, commands, attach }} />
        <VerifiedState contact={contact} ready={number !== null} onVerify={commands.setVerified} />
      </div>
    </div>
  );
}

interface VerifiedStateProps {
  readonly contact: ContactView;
  readonly ready: boolean;
  readonly onVerify: Commands['setVerified'];
}

function VerifiedState({ contact, ready, onVerify }: VerifiedStateProps) {
  const { t, date } = useText();
  const { id, verifiedAtMs } = contact;
  const verified = verifiedAtMs !== null;
  const Icon = verified ? ShieldOff : ShieldCheck;
  return (
    <>
      <p class="quiet" role="status">
        {verified ? t('verifiedOn', date(verifiedAtMs)) : t('notVerified')}
      </p>
      <button
        type="button"
        class={verified ? 'button' : 'button primary'}
        disabled={!ready}
        onClick={() => onVerify(id, !verified)}
      >
        <Icon size={16} aria-hidden="true" />
        {t(verified ? 'removeVerification' : 'markAsVerified')}
      </button>
    </>
  );
}

function useSafetyNumber({ id }: ContactView, commands: Pick<Commands, 'safetyNumber'>): string | null {
  const [number, setNumber] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    setNumber(null);
    void commands.safetyNumber(id).then((answer) => {
      if (current) setNumber(answer);
    });
    return () => {
      current = false;
    };
  }, [id, commands]);
  return number;
}
