import { ShieldCheck } from 'lucide-preact';
import type { ContactView } from '../../../shared/snapshot.ts';
import { Avatar } from '../basics/avatar.tsx';
import type { MessageKey, Text } from '../basics/text.ts';
import { useText } from '../basics/text.ts';

const presenceKeys: Readonly<Record<ContactView['presence'], MessageKey>> = {
  online: 'presenceOnline',
  away: 'presenceAway',
  connecting: 'presenceConnecting',
  'request-sent': 'presenceRequestSent',
  'shut-out': 'presenceShutOut',
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
  const { moment } = useText();
  const { id, name, presence, unread, lastMessage } = contact;
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
          {contact.verifiedAtMs !== null && <ShieldCheck class="verified-mark" size={14} aria-hidden="true" />}
        </span>
        <span class="visually-hidden">
          , <SpokenState contact={contact} />,{' '}
        </span>
        <Preview contact={contact} />
        {lastMessage !== null && (
          <time class="contact-time">{moment(lastMessage.writtenAtMs ?? lastMessage.atMs, nowMs)}</time>
        )}
        {unread > 0 && (
          <span class="badge" aria-hidden="true">
            {unread > highestCount ? `${highestCount}+` : unread}
          </span>
        )}
      </button>
    </li>
  );
}

function SpokenState({ contact }: { readonly contact: ContactView }) {
  const { t, plural } = useText();
  const { presence, unread, verifiedAtMs } = contact;
  const state = [
    t(presenceKeys[presence]),
    ...(verifiedAtMs === null ? [] : [t('verified')]),
    ...(unread > 0 ? [plural('unreadMessages', unread)] : []),
  ];
  return <>{state.join(', ')}</>;
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
      <bdi>{previewOf(lastMessage, t)}</bdi>
    </span>
  );
}

function previewOf({ text, mine }: NonNullable<ContactView['lastMessage']>, t: Text['t']): string {
  if (text === '') return t('messageDeleted');
  return mine ? t('youSaid', text) : text;
}

export function presenceText(presence: ContactView['presence']): MessageKey {
  return presenceKeys[presence];
}
