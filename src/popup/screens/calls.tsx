import type { LucideIcon } from 'lucide-preact';
import { Phone, PhoneIncoming, PhoneMissed, PhoneOutgoing, ScreenShare, Video } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { isMissed } from '../../shared/calls/is-missed.ts';
import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { ContactView, PastCallView } from '../../shared/snapshot.ts';
import type { Commands } from '../commands.ts';
import { Avatar } from '../components/basics/avatar.tsx';
import { IconButton } from '../components/basics/icon-button.tsx';
import { clockDuration, useText } from '../components/basics/text.ts';
import { ViewHeader } from '../components/basics/view-header.tsx';
import { noteEndingKey, noteKindKey } from '../components/call/call-words.ts';
import { isConnected } from '../components/contacts/is-connected.ts';

export interface CallsScreenProps {
  readonly contacts: readonly ContactView[];
  readonly inCall: boolean;
  readonly commands: Pick<Commands, 'listCalls' | 'prepareCall' | 'startCall'>;
  readonly onOpenContact: (contactId: ContactId) => void;
  readonly onBack: () => void;
}

/** Every call there was, with whomever, the newest first. */
export function CallsScreen({ contacts, inCall, commands, onOpenContact, onBack }: CallsScreenProps) {
  const { t } = useText();
  const calls = useCalls(contacts, commands);
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  return (
    <div class="view">
      <ViewHeader title={t('calls')} onBack={onBack} />
      <div class="scroll" aria-busy={calls === null}>
        {calls?.length === 0 && <p class="quiet padded">{t('callsEmpty')}</p>}
        {calls !== null && calls.length > 0 && (
          <ul class="calls" aria-label={t('calls')}>
            {calls.map((call) => {
              const contact = byId.get(call.contactId);
              return (
                contact && (
                  <CallRow
                    key={call.id}
                    {...{ call, contact, inCall, commands }}
                    onOpen={() => onOpenContact(call.contactId)}
                  />
                )
              );
            })}
          </ul>
        )}
      </div>
    </div>
  );
}

/** Null until they have come; asked for again after every call. */
function useCalls(
  contacts: readonly ContactView[],
  { listCalls }: Pick<Commands, 'listCalls'>,
): readonly PastCallView[] | null {
  const [calls, setCalls] = useState<readonly PastCallView[] | null>(null);
  const lastCallAtMs = Math.max(0, ...contacts.map((contact) => contact.lastCallAtMs ?? 0));
  useEffect(() => {
    let current = true;
    void listCalls().then((found) => {
      if (current) setCalls(found);
    });
    return () => {
      current = false;
    };
  }, [lastCallAtMs]);
  return calls;
}

interface CallRowProps extends Pick<CallsScreenProps, 'inCall' | 'commands'> {
  readonly call: PastCallView;
  readonly contact: ContactView;
  readonly onOpen: () => void;
}

function CallRow({ call, contact, inCall, commands, onOpen }: CallRowProps) {
  const { t, moment } = useText();
  const missed = isMissed(call);
  const Icon = directionIcon(call);
  return (
    <li class="call-row">
      <button type="button" class="contact" data-opener={`past-call:${call.id}`} onClick={onOpen}>
        <Avatar id={contact.id} name={contact.name} />
        <span class="contact-name">
          <bdi>{contact.name}</bdi>
        </span>
        <span class={missed ? 'contact-preview missed' : 'contact-preview'}>
          <Icon size={14} aria-hidden="true" /> {t(noteKindKey(call))} ·{' '}
          {call.durationMs > 0 ? clockDuration(call.durationMs) : t(noteEndingKey(call))}
        </span>
        <time class="contact-time" dateTime={new Date(call.atMs).toISOString()}>
          {moment(call.atMs, Date.now())}
        </time>
      </button>
      {call.share ? null : (
        <IconButton
          icon={call.video ? Video : Phone}
          label={t('callSomebody', contact.name)}
          disabled={inCall || !isConnected(contact)}
          onTouch={() => commands.prepareCall(contact.id)}
          onClick={() => commands.startCall(contact.id, call.video)}
        />
      )}
    </li>
  );
}

function directionIcon(call: PastCallView): LucideIcon {
  if (call.share) return ScreenShare;
  if (isMissed(call)) return PhoneMissed;
  return call.mine ? PhoneOutgoing : PhoneIncoming;
}
