import { IdCard, Phone, Settings as SettingsIcon, UserPlus } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { Commands } from '../commands.ts';
import { IconButton } from '../components/basics/icon-button.tsx';
import { SurfaceButtons } from '../components/basics/surface-buttons.tsx';
import { useText } from '../components/basics/text.ts';
import { ContactList } from '../components/contacts/contact-list.tsx';
import { HomeEmpty } from '../components/contacts/home-empty.tsx';
import { RequestRow } from '../components/contacts/request-row.tsx';

/** A flood of strangers must not push the contacts away. */
const requestsAtFirst = 3;

export interface HomeScreenProps {
  readonly snapshot: Snapshot;
  /** The conversation shown beside the list, where there is room for both. */
  readonly selected: ContactId | null;
  readonly commands: Pick<Commands, 'accept' | 'decline' | 'block' | 'copy' | 'openSurface'>;
  /** What hinders everything at once. */
  readonly banners: ComponentChildren;
  readonly onOpen: (view: 'calls' | 'my-id' | 'add-contact' | 'settings') => void;
  readonly onOpenContact: (contactId: ContactId) => void;
}

export function HomeScreen({ snapshot, selected, commands, banners, onOpen, onOpenContact }: HomeScreenProps) {
  const { t } = useText();
  const { contacts, self } = snapshot;
  return (
    <div class="view home">
      <header class="bar">
        <h1 class="app-name">
          <img src="/icons/icon-32.png" alt="" width={20} height={20} />
          <span>{t('appName')}</span>
        </h1>
        <IconButton icon={Phone} label={t('calls')} opener="calls" onClick={() => onOpen('calls')} />
        <IconButton icon={IdCard} label={t('myId')} opener="my-id" onClick={() => onOpen('my-id')} />
        <IconButton
          icon={UserPlus}
          label={t('addContact')}
          opener="add-contact"
          onClick={() => onOpen('add-contact')}
        />
        <SurfaceButtons onOpen={commands.openSurface} />
        <IconButton icon={SettingsIcon} label={t('settings')} opener="settings" onClick={() => onOpen('settings')} />
      </header>
      {banners}
      <div class="scroll">
        <Requests snapshot={snapshot} commands={commands} />
        {contacts.length > 0 ? (
          <ContactList contacts={contacts} selected={selected} onOpen={onOpenContact} />
        ) : (
          self !== null && (
            <HomeEmpty
              self={self}
              network={snapshot.network}
              onCopy={commands.copy}
              onAdd={() => onOpen('add-contact')}
              onNewId={() => onOpen('my-id')}
            />
          )
        )}
      </div>
    </div>
  );
}

function Requests({ snapshot, commands }: Pick<HomeScreenProps, 'snapshot' | 'commands'>) {
  const { t, plural } = useText();
  const [all, setAll] = useState(false);
  const { requests } = snapshot;
  if (requests.length === 0) return null;
  const shown = all ? requests : requests.slice(0, requestsAtFirst);
  const hidden = requests.length - shown.length;
  return (
    <section class="requests">
      <h2 class="section-title">{t('requests')}</h2>
      <ul aria-label={t('requests')}>
        {shown.map((request) => (
          <RequestRow
            key={request.id}
            request={request}
            onAccept={() => void commands.accept(request.id)}
            onDecline={() => commands.decline(request.id)}
            onBlock={() => commands.block(request.id)}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <p class="requests-hidden quiet">
          {plural('requestsHidden', hidden)}
          <button type="button" class="button" onClick={() => setAll(true)}>
            {t('showAllRequests')}
          </button>
        </p>
      )}
    </section>
  );
}
