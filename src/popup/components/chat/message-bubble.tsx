import { Check, CheckCheck, Clock, EllipsisVertical, HardDrive } from 'lucide-preact';
import type { MessageView } from '../../../shared/snapshot.ts';
import type { MessageKey } from '../basics/text.ts';
import { useText } from '../basics/text.ts';
import type { MessagePlace } from './log-rows.ts';
import type { MessageReactionsProps } from './message-reactions.tsx';
import { MessageReactions } from './message-reactions.tsx';
import { MessageText } from './message-text.tsx';

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

export interface MessageBubbleProps extends MessageReactionsProps {
  /** Place in a run of messages by the same person. */
  readonly first: boolean;
  readonly last: boolean;
  /** Place among all messages, for those who cannot see how long the list is. */
  readonly place?: MessagePlace | undefined;
  readonly onActions: AskForActions;
  /** Asks to see the message that is answered. */
  readonly onQuote: (messageId: string) => void;
}

export function MessageBubble(props: MessageBubbleProps) {
  const { t, time } = useText();
  const { message, first, last, newest, place } = props;
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
      onKeyDown={moveByArrow}
    >
      <div class={isOnlyEmoji(text) && message.quote === undefined ? 'bubble emoji' : 'bubble'}>
        <Content {...props} />
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
        <MessageReactions {...props} />
      </div>
      {message.deleted !== true && <ActionsButton message={message} newest={newest} onActions={props.onActions} />}
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
    >
      <EllipsisVertical size={16} aria-hidden="true" />
    </button>
  );
}

/**
 * Up and down lead from message to message, left and right through what one of them has to press, for Tab would take as many
 * steps as there are messages and links.
 */
function moveByArrow(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
  if (step === undefined || !(event.target instanceof HTMLElement) || !event.target.matches('button')) return;
  event.preventDefault();
  const article = event.currentTarget;
  const isAlong = event.key === 'ArrowUp' || event.key === 'ArrowDown';
  const actions = '.message-actions';
  const [within, what] = isAlong ? [article.closest('[role="log"]'), actions] : [article, 'button'];
  const stops = [...(within?.querySelectorAll<HTMLElement>(what) ?? [])];
  const from = isAlong ? article.querySelector<HTMLElement>(actions) : event.target;
  if (from !== null) stops[stops.indexOf(from) + step]?.focus();
}

function Content({ message: { text, quote, deleted }, newest, onQuote }: MessageBubbleProps) {
  const { t } = useText();
  if (deleted) return <em class="message-text message-deleted">{t('messageDeleted')}</em>;
  return (
    <>
      {quote !== undefined && (
        <blockquote class="quote">
          <button
            type="button"
            dir="auto"
            title={t('showQuoted')}
            tabIndex={newest ? 0 : -1}
            onClick={() => onQuote(quote.id)}
          >
            {quote.text || t('messageDeleted')}
          </button>
        </blockquote>
      )}
      <MessageText text={text} />
    </>
  );
}

/** Flags of countries, keycaps, and pictures with what forms them: tags make the flag of a region (UTS #51 ED-14 to ED-16). */
const fewEmoji =
  /^(?:\p{RI}{2}|[\d#*]\uFE0F?\u20E3|\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u{E0020}-\u{E007F}])*){1,3}$/u;

/** One to three emoji and nothing else, which people expect to see large. */
export function isOnlyEmoji(text: string): boolean {
  return text.length <= 64 && fewEmoji.test(text);
}
