import type { Commands } from '../../commands.ts';
import { ConfirmDialog } from '../basics/confirm-dialog.tsx';
import { useText } from '../basics/text.ts';

export interface NewIdDialogProps {
  readonly commands: Pick<Commands, 'takeNewId'>;
  readonly onDone: () => void;
}

/** Asks whoever's ID is somebody else's now before everything that hangs on it goes. */
export function NewIdDialog({ commands, onDone }: NewIdDialogProps) {
  const { t } = useText();
  return (
    <ConfirmDialog
      title={t('confirmNewId')}
      detail={t('confirmNewIdDetail')}
      action={t('getNewId')}
      onConfirm={() => {
        onDone();
        void commands.takeNewId();
      }}
      onCancel={onDone}
    />
  );
}
