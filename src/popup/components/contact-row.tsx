import type { ContactView } from '../../shared/snapshot.ts';
import { Avatar } from './avatar.tsx';
import type { MessageKey } from './text.ts';
import { useText } from './text.ts';

const presenceKeys: Readonly<Record<ContactView['presence'], MessageKey>> = {
  online: 'presenceOnline',
  away: 'presenceAway',
  connecting: 'presenceConnecting',
  'request-sent': 'presenceRequestSent',
};

/** More than this says no more than that there is a lot. */
const highestCount = 99;

export interface ContactRowProps {
  readonly contact: ContactView;
  readonly selected: boolean;
  readonly nowMs: number;
  readonly onOpen: () => void;
}

/** Read out as name, presence, unread messages, then the newest message. */
export function ContactRow({ contact, selected, nowMs, onOpen }: ContactRowProps) {
  const { t, plural, moment } = useText();
  const { id, name, presence, unread, lastMessage } = contact;
  const state = [t(presenceKeys[presence]), ...(unread > 0 ? [plural('unreadMessages', unread)] : [])];
  return (
    <li>
      <button
        type="button"
        class="contact"
        data-opener={`contact:${id}`}
        aria-current={selected ? 'true' : undefined}
        onClick={onOpen}
      >
        <Avatar id={id} name={name} presence={presence} />
        <span class="contact-name">
          <bdi>{name}</bdi>
        </span>
        <span class="visually-hidden">, {state.join(', ')}, </span>
        <Preview contact={contact} />
        {lastMessage !== null && <time class="contact-time">{moment(lastMessage.atMs, nowMs)}</time>}
        {unread > 0 && (
          <span class="badge" aria-hidden="true">
            {unread > highestCount ? `${highestCount}+` : unread}
          </span>
        )}
      </button>
    </li>
  );
}

function Preview({ contact: { presence, typing, lastMessage } }: { readonly contact: ContactView }) {
  const { t } = useText();
  if (typing) return <span class="contact-preview accent-text">{t('typingShort')}</span>;
  if (lastMessage === null) {
    return (
      <span class="contact-preview" aria-hidden="true">
        {t(presenceKeys[presence])}
      </span>
    );
  }
  return (
    <span class="contact-preview">
      <bdi>{lastMessage.mine ? t('youSaid', lastMessage.text) : lastMessage.text}</bdi>
    </span>
  );
}

export function presenceText(presence: ContactView['presence']): MessageKey {
  return presenceKeys[presence];
}
