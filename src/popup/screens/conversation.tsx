import { Ban, Bell, BellOff, Phone, ScreenShare, Search, ShieldCheck, UserX, Video } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { GameView } from '../../shared/game-view.ts';
import type { ContactView } from '../../shared/snapshot.ts';
import { useCapabilities } from '../capabilities.ts';
import type { Commands } from '../commands.ts';
import { Avatar } from '../components/basics/avatar.tsx';
import { ConfirmDialog } from '../components/basics/confirm-dialog.tsx';
import { IconButton } from '../components/basics/icon-button.tsx';
import { MenuButton } from '../components/basics/menu.tsx';
import { useText } from '../components/basics/text.ts';
import { BackBar } from '../components/basics/view-header.tsx';
import { presenceText } from '../components/contacts/contact-row.tsx';
import { isConnected } from '../components/contacts/is-connected.ts';
import { ShutOutNotice } from '../components/contacts/shut-out-notice.tsx';
import { VerifiedMark } from '../components/contacts/verified-mark.tsx';
import { GameBar } from '../components/play/game-bar.tsx';
import { PlayMenu } from '../components/play/play-menu.tsx';

export interface ConversationScreenProps {
  readonly contact: ContactView;
  /** Whether a call can be begun. */
  readonly callable: boolean;
  readonly commands: Pick<
    Commands,
    'prepareCall' | 'startCall' | 'invite' | 'offerScreen' | 'block' | 'remove' | 'setMuted' | 'play'
  >;
  /** The one with this contact. */
  readonly game: GameView | null;
  readonly onGame: () => void;
  readonly onSearch: () => void;
  readonly onSafetyNumber: () => void;
  readonly onBack: () => void;
  /** What is said there. */
  readonly children: ComponentChildren;
}

export function ConversationScreen({ children, ...props }: ConversationScreenProps) {
  const { t } = useText();
  const { contact, game } = props;
  useSearchKey(props.onSearch);
  return (
    <div class="view conversation">
      <ConversationBar {...props} />
      {game !== null && game.phase !== 'invited' && <GameBar game={game} onReturn={props.onGame} />}
      {contact.presence === 'request-sent' && <p class="notice-line">{t('requestPendingDetail')}</p>}
      {contact.presence === 'shut-out' && <ShutOutNotice contact={contact} commands={props.commands} />}
      {children}
    </div>
  );
}

/** The browser's own search would look only at the messages that happen to be drawn. */
function useSearchKey(onSearch: () => void): void {
  const current = useRef(onSearch);
  current.current = onSearch;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
      if (key.toLowerCase() !== 'f' || !(ctrlKey || metaKey) || shiftKey || altKey) return;
      event.preventDefault();
      current.current();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}

function ConversationBar(props: Omit<ConversationScreenProps, 'children'>) {
  const { contact, callable, commands, game, onGame, onSearch, onSafetyNumber, onBack } = props;
  const { t } = useText();
  const { screenPicker } = useCapabilities();
  return (
    <BackBar onBack={onBack}>
      <Avatar id={contact.id} name={contact.name} size="small" presence={contact.presence} />
      <div class="bar-who">
        <h1 class="contact-name" title={contact.name}>
          <bdi>{contact.name}</bdi>
        </h1>
        <span class="bar-presence">
          {t(presenceText(contact.presence))}
          {contact.verifiedAtMs !== null && <VerifiedMark />}
        </span>
      </div>
      <IconButton
        icon={Phone}
        label={t('voiceCall')}
        opener="voice-call"
        disabled={!callable}
        onTouch={() => commands.prepareCall(contact.id)}
        onClick={() => commands.startCall(contact.id, false)}
      />
      <IconButton
        icon={Video}
        label={t('videoCall')}
        opener="video-call"
        disabled={!callable}
        onTouch={() => commands.prepareCall(contact.id)}
        onClick={() => commands.startCall(contact.id, true)}
      />
      {screenPicker && (
        <IconButton
          icon={ScreenShare}
          label={t('shareScreen')}
          opener="share-screen"
          disabled={!callable}
          onClick={() => commands.offerScreen(contact.id)}
        />
      )}
      <PlayMenu
        disabled={!isConnected(contact) || (game !== null && game.phase !== 'closed')}
        onChoose={(name) => {
          commands.play(contact.id, { kind: 'invite', game: name });
          onGame();
        }}
      />
      <ContactMenu
        contact={contact}
        commands={commands}
        onSearch={onSearch}
        onSafetyNumber={onSafetyNumber}
        onGone={onBack}
      />
    </BackBar>
  );
}

interface ContactMenuProps
  extends Pick<ConversationScreenProps, 'contact' | 'commands' | 'onSearch' | 'onSafetyNumber'> {
  readonly onGone: () => void;
}

function ContactMenu({ contact, commands, onSearch, onSafetyNumber, onGone }: ContactMenuProps) {
  const { t } = useText();
  const [asking, setAsking] = useState<'block' | 'remove' | null>(null);
  const items = [
    { icon: Search, label: t('search'), onChoose: onSearch },
    { icon: ShieldCheck, label: t('safetyNumber'), onChoose: onSafetyNumber },
    {
      icon: contact.muted ? Bell : BellOff,
      label: t(contact.muted ? 'unmuteNotifications' : 'muteNotifications'),
      onChoose: () => commands.setMuted(contact.id, !contact.muted),
    },
    { icon: Ban, label: t('block'), dangerous: true, onChoose: () => setAsking('block') },
    { icon: UserX, label: t('removeContact'), dangerous: true, onChoose: () => setAsking('remove') },
  ];
  return (
    <>
      <MenuButton label={t('more')} opener="more" items={items} />
      {asking !== null && (
        <ConfirmDialog
          title={t(asking === 'block' ? 'confirmBlock' : 'confirmRemove', contact.name)}
          detail={t(asking === 'block' ? 'confirmBlockDetail' : 'confirmRemoveDetail')}
          action={t(asking === 'block' ? 'block' : 'removeContact')}
          onCancel={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            commands[asking](contact.id);
            onGone();
          }}
        />
      )}
    </>
  );
}
