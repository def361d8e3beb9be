import { PhoneMissed, ShieldCheck } from 'lucide-preact';
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
  readonly onKey: (event: KeyboardEvent) => void;
}

/** Read out as name, presence, unread messages, then the newest message. */
export function ContactRow({ contact, selected, nowMs, onOpen, onKey }: ContactRowProps) {
  const { moment } = useText();
  const { id, name, presence, unread, lastMessage, missedCalls } = contact;
  const waiting = unread + (missedCalls?.count ?? 0);
  const saidAtMs = lastMessage?.writtenAtMs ?? lastMessage?.atMs ?? 0;
  const newestAtMs = isCallNewest(contact) ? missedCalls?.atMs : saidAtMs;
  return (
    <li>
      <button
        type="button"
        class="contact"
        data-opener={`contact:${id}`}
        aria-current={selected ? 'true' : undefined}
        onClick={onOpen}
        onKeyDown={onKey}
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
        {newestAtMs ? <time class="contact-time">{moment(newestAtMs, nowMs)}</time> : null}
        {waiting > 0 && (
          <span class="badge" aria-hidden="true">
            {waiting > highestCount ? `${highestCount}+` : waiting}
          </span>
        )}
      </button>
    </li>
  );
}

function SpokenState({ contact }: { readonly contact: ContactView }) {
  const { t, plural } = useText();
  const { presence, unread, verifiedAtMs, missedCalls } = contact;
  const state = [
    t(presenceKeys[presence]),
    ...(verifiedAtMs === null ? [] : [t('verified')]),
    ...(missedCalls === undefined ? [] : [plural('missedCalls', missedCalls.count)]),
    ...(unread > 0 ? [plural('unreadMessages', unread)] : []),
  ];
  return <>{state.join(', ')}</>;
}

/** Nobody answered it, and nothing was written since. */
function isCallNewest({ missedCalls, lastMessage }: ContactView): boolean {
  return missedCalls !== undefined && missedCalls.atMs >= (lastMessage?.atMs ?? 0);
}

function Preview({ contact }: { readonly contact: ContactView }) {
  const { t } = useText();
  const { presence, typing, lastMessage, missedCalls } = contact;
  if (typing) return <span class="contact-preview accent-text">{t('typingShort')}</span>;
  if (isCallNewest(contact)) {
    return (
      <span class="contact-preview missed" aria-hidden="true">
        <PhoneMissed size={14} aria-hidden="true" /> {t(missedCalls?.share ? 'missedShare' : 'endingMissed')}
      </span>
    );
  }
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
