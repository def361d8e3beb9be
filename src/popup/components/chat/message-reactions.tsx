import type { MessageView } from '../../../shared/snapshot.ts';
import { useText } from '../basics/text.ts';

export interface MessageReactionsProps {
  readonly message: MessageView;
  /** The one whose actions Tab reaches. */
  readonly newest: boolean;
  readonly canAmend: boolean;
  /** Nothing takes one's own reaction back. */
  readonly onReact: (message: MessageView, emoji: string) => void;
}

/** Equal ones count together; a press gives the same one, or takes one's own back. */
export function MessageReactions({ message, newest, canAmend, onReact }: MessageReactionsProps) {
  const { t } = useText();
  const { mine, theirs } = message.reactions ?? {};
  const all = [mine, theirs].filter((emoji) => emoji !== undefined);
  if (all.length === 0) return null;
  return (
    <span class="reactions">
      {[...new Set(all)].map((emoji) => {
        const own = emoji === mine;
        const shown = `${emoji} ${all.filter((one) => one === emoji).length}`;
        return (
          <button
            key={emoji}
            type="button"
            class="reaction"
            aria-label={own ? t('reactionWithYours', shown) : shown}
            data-mine={own ? '' : undefined}
            disabled={!canAmend}
            tabIndex={newest ? 0 : -1}
            onClick={() => onReact(message, own ? '' : emoji)}
          >
            <span>{shown}</span>
          </button>
        );
      })}
    </span>
  );
}
