import { X } from 'lucide-preact';
import type { MessageView } from '../../../shared/snapshot.ts';
import { IconButton } from '../basics/icon-button.tsx';
import { useText } from '../basics/text.ts';

export interface ComposerTargetProps {
  readonly kind: 'reply' | 'edit';
  /** Undefined while it is not loaded. */
  readonly message: MessageView | undefined;
  readonly contactName: string;
  readonly onCancel: () => void;
}

/** What is being answered or changed, over the text that does it. */
export function ComposerTarget({ kind, message, contactName, onCancel }: ComposerTargetProps) {
  const { t } = useText();
  const toSelf = message?.mine === true;
  const title = kind === 'edit' ? t('editingMessage') : toSelf ? t('replyingToSelf') : t('replyingTo', contactName);
  return (
    <section class="composer-target" aria-label={title}>
      <div class="composer-quote">
        <strong>{title}</strong>
        {message !== undefined && <span dir="auto">{message.text || t('messageDeleted')}</span>}
      </div>
      <IconButton icon={X} label={t('cancel')} onClick={onCancel} />
    </section>
  );
}
