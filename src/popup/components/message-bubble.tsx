import { Check, CheckCheck, Clock, EllipsisVertical, HardDrive } from 'lucide-preact';
import type { MessageView } from '../../shared/snapshot.ts';
import type { Place } from './log-rows.ts';
import { MessageText } from './message-text.tsx';
import type { MessageKey } from './text.ts';
import { useText } from './text.ts';

const stateKeys: Readonly<Record<MessageView['state'], MessageKey>> = {
  unsaved: 'stateUnsaved',
  queued: 'stateQueued',
  sent: 'stateSent',
  delivered: 'stateDelivered',
  read: 'stateRead',
};

const stateIcons = { unsaved: HardDrive, queued: Clock, sent: Check, delivered: CheckCheck, read: CheckCheck };

/** Asks for what can be done with a message; `anchor` is the button pressed. */
export type AskForActions = (message: MessageView, anchor: HTMLElement) => void;

export interface MessageBubbleProps {
  readonly message: MessageView;
  /** Place in a run of messages by the same person. */
  readonly first: boolean;
  readonly last: boolean;
  /** The one whose actions Tab reaches. */
  readonly newest: boolean;
  /** Place among all messages, for those who cannot see how long the list is. */
  readonly place?: Place | undefined;
  readonly onActions: AskForActions;
}

export function MessageBubble({ message, first, last, newest, place, onActions }: MessageBubbleProps) {
  const { t, time } = useText();
  const { id, mine, text, atMs, state } = message;
  const stateId = `state-${id}`;
  const StateIcon = stateIcons[state];
  return (
    <article
      class={mine ? 'message mine' : 'message'}
      data-first={first ? '' : undefined}
      data-last={last ? '' : undefined}
      aria-describedby={mine ? stateId : undefined}
      aria-posinset={place?.position}
      aria-setsize={place?.of}
    >
      <div class={isOnlyEmoji(text) && message.quote === undefined ? 'bubble emoji' : 'bubble'}>
        <Content message={message} />
        <span class="message-meta">
          {message.edited && <span>{t('edited')}</span>}
          <time dateTime={new Date(atMs).toISOString()}>{time(atMs)}</time>
          {mine && <StateIcon class={`message-state ${state}`} size={14} aria-hidden="true" />}
        </span>
        {mine && (
          <span id={stateId} class="visually-hidden">
            {t(stateKeys[state])}
          </span>
        )}
        <Reactions reactions={message.reactions} />
      </div>
      {message.deleted !== true && <ActionsButton message={message} newest={newest} onActions={onActions} />}
    </article>
  );
}

function ActionsButton({ message, newest, onActions }: Pick<MessageBubbleProps, 'message' | 'newest' | 'onActions'>) {
  const { t } = useText();
  return (
    <button
      type="button"
      class="icon-button plain message-actions"
      aria-label={t('messageActions')}
      title={t('messageActions')}
      aria-haspopup="menu"
      tabIndex={newest ? 0 : -1}
      onClick={({ currentTarget }) => onActions(message, currentTarget)}
      onKeyDown={moveToNeighbour}
    >
      <EllipsisVertical size={16} aria-hidden="true" />
    </button>
  );
}

/** Up and down lead from message to message, for Tab would take as many steps as there are messages and links. */
function moveToNeighbour(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const log = event.currentTarget.closest('[role="log"]');
  const all = [...(log?.querySelectorAll<HTMLElement>('.message-actions') ?? [])];
  all[all.indexOf(event.currentTarget) + step]?.focus();
}

function Content({ message: { text, quote, deleted } }: { readonly message: MessageView }) {
  const { t } = useText();
  if (deleted) return <em class="message-text message-deleted">{t('messageDeleted')}</em>;
  return (
    <>
      {quote !== undefined && (
        <blockquote class="quote" dir="auto">
          {quote.text || t('messageDeleted')}
        </blockquote>
      )}
      <MessageText text={text} />
    </>
  );
}

/** Equal ones count together. */
function Reactions({ reactions }: { readonly reactions: MessageView['reactions'] }) {
  const all = [reactions?.mine, reactions?.theirs].filter((emoji) => emoji !== undefined);
  if (all.length === 0) return null;
  return (
    <span class="reactions">
      {[...new Set(all)].map((emoji) => (
        <span key={emoji} class="reaction" data-mine={emoji === reactions?.mine ? '' : undefined}>
          {emoji} {all.filter((one) => one === emoji).length}
        </span>
      ))}
    </span>
  );
}

/** One to three emoji and nothing else, which people expect to see large. */
export function isOnlyEmoji(text: string): boolean {
  return (
    text.length <= 64 &&
    /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*){1,3}$/u.test(text)
  );
}
