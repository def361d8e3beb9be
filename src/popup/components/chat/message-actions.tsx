import type { MessageView } from '../../../shared/snapshot.ts';
import { ConfirmDialog } from '../basics/confirm-dialog.tsx';
import { useText } from '../basics/text.ts';
import { EmojiPanel } from './emoji-panel.tsx';
import { MessageMenu } from './message-menu.tsx';

/** A message somebody wants to do something with, and how far they are. */
export interface ActingOn {
  readonly step: 'menu' | 'reactions' | 'delete';
  readonly message: MessageView;
  /** The button that began it, which gets the focus back. */
  readonly anchor: HTMLElement;
}

export interface MessageActionsProps {
  readonly acting: ActingOn;
  readonly canAmend: boolean;
  readonly onActing: (acting: ActingOn | null) => void;
  readonly onReply: (message: MessageView) => void;
  readonly onEdit: (message: MessageView) => void;
  readonly onCopy: (message: MessageView) => void;
  readonly onReact: (message: MessageView, emoji: string) => void;
  readonly onDelete: (message: MessageView) => void;
}

/** Menu, grid of reactions or question about a message, one at a time and outside the list that scrolls. */
export function MessageActions(props: MessageActionsProps) {
  const { t } = useText();
  const { acting, onActing } = props;
  const { step, message, anchor } = acting;
  const close = (returnFocus: boolean): void => {
    onActing(null);
    if (returnFocus) anchor.focus();
  };
  const chosen = message.reactions?.mine;

  if (step === 'delete') {
    return (
      <ConfirmDialog
        title={t('confirmDelete')}
        detail={t('confirmDeleteDetail')}
        action={t('deleteForBoth')}
        onCancel={() => onActing(null)}
        onConfirm={() => {
          onActing(null);
          props.onDelete(message);
        }}
      />
    );
  }
  if (step === 'reactions') {
    return (
      <EmojiPanel
        label={t('react')}
        anchor={anchor}
        chosen={chosen}
        onChoose={(emoji) => props.onReact(message, emoji === chosen ? '' : emoji)}
        onClose={close}
      />
    );
  }
  return (
    <MessageMenu
      message={message}
      anchor={anchor}
      canAmend={props.canAmend}
      onReply={() => props.onReply(message)}
      onCopy={() => props.onCopy(message)}
      onMoreReactions={() => onActing({ ...acting, step: 'reactions' })}
      onReact={(emoji) => props.onReact(message, emoji)}
      onEdit={() => props.onEdit(message)}
      onDelete={() => onActing({ ...acting, step: 'delete' })}
      onClose={close}
    />
  );
}
