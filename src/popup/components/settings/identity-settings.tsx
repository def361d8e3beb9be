import { useState } from 'preact/hooks';
import type { Commands } from '../../commands.ts';
import { ConfirmDialog } from '../basics/confirm-dialog.tsx';
import { useText } from '../basics/text.ts';

export interface IdentitySettingsProps {
  readonly commands: Pick<Commands, 'deleteEverything'>;
  readonly onOpen: (view: 'back-up' | 'restore') => void;
}

/** The ways of an identity out of this browser, into it, and away from it. */
export function IdentitySettings({ commands, onOpen }: IdentitySettingsProps) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  return (
    <section class="settings-group identity-settings">
      <h2 class="section-title">{t('idAndData')}</h2>
      <div class="setting">
        <p class="setting-words quiet">{t('backUpDetail')}</p>
        <button type="button" class="button" data-opener="back-up" onClick={() => onOpen('back-up')}>
          {t('backUp')}
        </button>
      </div>
      <div class="setting">
        <p class="setting-words quiet">{t('restoreDetail')}</p>
        <button type="button" class="button" data-opener="restore" onClick={() => onOpen('restore')}>
          {t('restore')}
        </button>
      </div>
      <div class="setting">
        <p class="setting-words quiet">{t('deleteEverythingDetail')}</p>
        <button type="button" class="button quiet-danger" onClick={() => setAsking(true)}>
          {t('deleteEverything')}
        </button>
      </div>
      {asking && (
        <ConfirmDialog
          title={t('confirmDeleteAll')}
          detail={t('confirmDeleteAllDetail')}
          action={t('deleteEverything')}
          onConfirm={() => {
            setAsking(false);
            void commands.deleteEverything();
          }}
          onCancel={() => setAsking(false)}
        />
      )}
    </section>
  );
}
