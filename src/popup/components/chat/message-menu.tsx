import { Copy, Pencil, Reply, SmilePlus, Trash2 } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import type { MessageView } from '../../../shared/snapshot.ts';
import type { MenuItem } from '../basics/menu.tsx';
import { Menu } from '../basics/menu.tsx';
import { useText } from '../basics/text.ts';
import { usePlaced } from '../basics/use-placed.ts';
import type { Emoji } from './quick-reactions.ts';
import { quickReactions } from './quick-reactions.ts';

export interface MessageMenuProps {
  readonly message: MessageView;
  /** The button that opened it. */
  readonly anchor: HTMLElement;
  /** The other side understands answers, changes and reactions. */
  readonly canAmend: boolean;
  readonly onReply: () => void;
  readonly onCopy: () => void;
  /** The whole grid is wanted. */
  readonly onMoreReactions: () => void;
  /** With nothing a reaction is taken back. */
  readonly onReact: (emoji: string) => void;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  /** `returnFocus` is false when the focus has gone elsewhere. */
  readonly onClose: (returnFocus: boolean) => void;
}

/** What can be done with one message. */
export function MessageMenu(props: MessageMenuProps) {
  const { t } = useText();
  const panel = useRef<HTMLDivElement>(null);
  usePlaced(panel, props.anchor);
  const { message, canAmend, onClose } = props;
  const amendable = canAmend && message.state !== 'unsaved';
  const answering: readonly MenuItem[] = [{ icon: Reply, label: t('reply'), onChoose: props.onReply }];
  const reacting: readonly MenuItem[] = [{ icon: SmilePlus, label: t('react'), onChoose: props.onMoreReactions }];
  const changing: readonly MenuItem[] = [
    { icon: Pencil, label: t('editMessage'), onChoose: props.onEdit },
    { icon: Trash2, label: t('deleteForBoth'), dangerous: true, onChoose: props.onDelete },
  ];
  const items = [
    ...(amendable ? answering : []),
    { icon: Copy, label: t('copyText'), onChoose: props.onCopy },
    ...(amendable ? reacting : []),
    ...(amendable && message.mine ? changing : []),
  ];
  return (
    <Menu
      panel={panel}
      class="menu floating-panel"
      label={t('messageActions')}
      items={items}
      onClose={() => onClose(true)}
      onLeave={() => onClose(false)}
    >
      {amendable && <QuickReactions {...props} />}
    </Menu>
  );
}

function QuickReactions({ message, onReact, onClose }: MessageMenuProps) {
  const { t } = useText();
  const chosen = message.reactions?.mine;
  const choose = ({ character }: Emoji): void => {
    onClose(true);
    onReact(character === chosen ? '' : character);
  };
  return (
    <div class="menu-reactions">
      {quickReactions.map((emoji) => (
        <button
          key={emoji.character}
          type="button"
          role="menuitemradio"
          aria-checked={emoji.character === chosen}
          aria-label={t(emoji.name)}
          title={t(emoji.name)}
          tabIndex={-1}
          class="emoji-button"
          onClick={() => choose(emoji)}
        >
          {emoji.character}
        </button>
      ))}
    </div>
  );
}
