import { HardDrive } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Commands } from '../commands.ts';
import { ConfirmDialog } from '../components/basics/confirm-dialog.tsx';
import { useText } from '../components/basics/text.ts';
import { RestoreScreen } from './restore.tsx';

export interface DamagedScreenProps {
  readonly commands: Pick<Commands, 'restore' | 'deleteEverything' | 'keepEntry' | 'readEntry'>;
}

/** Somebody was here, and what this browser kept of them cannot be read. */
export function DamagedScreen({ commands }: DamagedScreenProps) {
  const { t } = useText();
  const [step, setStep] = useState<'told' | 'restoring' | 'deleting'>('told');
  const back = (): void => setStep('told');
  if (step === 'restoring') {
    return <RestoreScreen name={null} commands={commands} onDone={() => undefined} onBack={back} />;
  }
  return (
    <div class="view first-run threshold">
      <HardDrive size={56} aria-hidden="true" class="quiet" />
      <h1>{t('damagedTitle')}</h1>
      <p class="quiet">{t('damagedDetail')}</p>
      <button type="button" class="button primary large" data-first-focus onClick={() => setStep('restoring')}>
        {t('restore')}
      </button>
      <button type="button" class="button" onClick={() => setStep('deleting')}>
        {t('beginAnew')}
      </button>
      {step === 'deleting' && (
        <ConfirmDialog
          title={t('confirmDeleteAll')}
          detail={t('confirmDeleteAllDetail')}
          action={t('deleteEverything')}
          onConfirm={() => {
            back();
            void commands.deleteEverything();
          }}
          onCancel={back}
        />
      )}
    </div>
  );
}
