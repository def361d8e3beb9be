import { useState } from 'preact/hooks';
import type { Commands } from '../../commands.ts';
import { ConfirmDialog } from '../basics/confirm-dialog.tsx';
import { useText } from '../basics/text.ts';

export interface TakenIdProps {
  readonly commands: Pick<Commands, 'takeNewId'>;
}

/** Nobody finds us by an ID under which somebody else has put a card; another ID is the way out. */
export function TakenId({ commands }: TakenIdProps) {
  const { t } = useText();
  const [step, setStep] = useState<'told' | 'asking' | 'busy'>('told');
  const take = async (): Promise<void> => {
    setStep('busy');
    if (!(await commands.takeNewId())) setStep('told');
  };
  return (
    <div class="publication">
      <p role="status">{t('idTaken')}</p>
      <button type="button" class="button" aria-busy={step === 'busy'} onClick={() => setStep('asking')}>
        {t('getNewId')}
      </button>
      {step === 'asking' && (
        <ConfirmDialog
          title={t('confirmNewId')}
          detail={t('confirmNewIdDetail')}
          action={t('getNewId')}
          onConfirm={() => void take()}
          onCancel={() => setStep('told')}
        />
      )}
    </div>
  );
}
