import { Modal } from './modal.tsx';
import { useText } from './text.ts';

export interface ConfirmDialogProps {
  readonly title: string;
  readonly detail: string;
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ title, detail, action, onConfirm, onCancel }: ConfirmDialogProps) {
  const { t } = useText();
  return (
    <Modal label={title} class="confirm" onDismiss={onCancel}>
      <h2 class="confirm-title">{title}</h2>
      <p class="quiet">{detail}</p>
      <div class="actions">
        <button type="button" class="button" onClick={onCancel}>
          {t('cancel')}
        </button>
        <button type="button" class="button danger" onClick={onConfirm}>
          {action}
        </button>
      </div>
    </Modal>
  );
}
