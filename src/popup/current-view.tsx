import { useEffect, useState } from 'preact/hooks';
import type { GameView } from '../shared/game-view.ts';
import type { ContactId } from '../shared/identity/contact-id.ts';
import type { InviteOutcome } from '../shared/messaging/contract.ts';
import type { CallView, Snapshot } from '../shared/snapshot.ts';
import type { AttachPicture } from './components/basics/picture.tsx';
import { isConnected } from './components/contacts/is-connected.ts';
import { openFloatingDocument } from './floating-document.ts';
import type { HomeProps } from './home-view.tsx';
import { HomePane, openContact } from './home-view.tsx';
import type { View } from './navigation.ts';
import { AddContactScreen } from './screens/add-contact.tsx';
import { BackUpScreen } from './screens/back-up.tsx';
import { CallsScreen } from './screens/calls.tsx';
import { ConversationScreen } from './screens/conversation.tsx';
import { ConversationTalk } from './screens/conversation-talk.tsx';
import { GameScreen } from './screens/game.tsx';
import { MyIdScreen } from './screens/my-id.tsx';
import type { PresentCallScreenProps } from './screens/present-call.tsx';
import { PresentCallScreen } from './screens/present-call.tsx';
import { RestoreScreen } from './screens/restore.tsx';
import { SafetyNumberScreen } from './screens/safety-number.tsx';
import { SearchScreen } from './screens/search.tsx';
import { SettingsScreen } from './screens/settings.tsx';
import { useValue } from './store.ts';
import type { SurfaceHost } from './surface-host.ts';
import { openerOf } from './use-call-navigation.ts';
import { FastStreamContext, useFastStream } from './use-fast-stream.ts';

export interface CurrentViewProps extends HomeProps {
  readonly attach: AttachPicture;
  readonly wide: boolean;
  /** Another number after the engine was replaced. */
  readonly connection: number;
  readonly openFastStream: SurfaceHost['openFastStream'];
  readonly requestFloatingDocument: SurfaceHost['requestFloatingDocument'];
  readonly onRequestSent: () => void;
  /** The browser would not do what was asked of it here. */
  readonly onFailed: () => void;
}

/** Whatever is shown instead of the contacts, or beside them. */
export function CurrentView(props: CurrentViewProps) {
  const subscribe = useFastStream(props.openFastStream, props.connection);
  return (
    <FastStreamContext.Provider value={subscribe}>
      <ChosenView {...props} />
    </FastStreamContext.Provider>
  );
}

function ChosenView(props: CurrentViewProps) {
  const { snapshot, model, commands, view } = props;
  const { navigation } = model;
  const contact = contactOf(view, snapshot);
  if (view.name === 'call' && snapshot.call !== null) return <PresentCall {...props} call={snapshot.call} />;
  if (contact !== undefined && view.name === 'safety-number') {
    return <SafetyNumberScreen {...{ contact, commands }} attach={props.attach} onBack={navigation.back} />;
  }
  if (contact !== undefined && view.name === 'search') {
    return (
      <SearchScreen
        contact={contact}
        commands={commands}
        onFound={(messageId) => showMessage(props, contact.id, messageId)}
        onBack={navigation.back}
      />
    );
  }
  if (contact !== undefined && view.name === 'game') return <Game {...props} contact={contact} />;
  if (contact !== undefined) return <Conversation {...props} contact={contact} />;
  if (snapshot.self !== null && view.name === 'my-id') {
    return <MyIdScreen self={snapshot.self} network={snapshot.network} commands={commands} onBack={navigation.back} />;
  }
  return <PlainView {...props} />;
}

function PresentCall({ call, ...props }: CurrentViewProps & { readonly call: CallView }) {
  const { self, settings, pointing } = props.snapshot;
  return (
    <PresentCallScreen
      // What was taken up in one call is nothing to begin the next one with.
      key={call.callId}
      {...{ call, settings, pointing }}
      {...useFloating(props)}
      ownId={self?.id ?? null}
      attach={props.attach}
      onBack={props.model.navigation.back}
    />
  );
}

/** The engine's floating window; where it has none, one of this surface. */
function useFloating(props: CurrentViewProps): Pick<PresentCallScreenProps, 'floatingWindow' | 'commands'> {
  const { model, commands, requestFloatingDocument: request, onFailed } = props;
  const { floatingWindow } = props.snapshot;
  const floating = useValue(model.floating);
  if (floatingWindow !== 'unavailable' || request === null) return { floatingWindow, commands };
  return {
    floatingWindow: floating === null ? 'closed' : 'open',
    commands: {
      ...commands,
      openFloatingWindow: () => void openFloatingDocument(request, model.floating).catch(onFailed),
      closeFloatingWindow: () => floating?.close(),
    },
  };
}

function showMessage({ model, commands }: CurrentViewProps, contactId: ContactId, messageId: string): void {
  model.navigation.open({ name: 'conversation', contactId });
  commands.showAround(contactId, messageId);
  model.found.set(messageId);
}

function PlainView(props: CurrentViewProps) {
  const { snapshot, model, commands, view, wide, banners } = props;
  const { navigation, drafts } = model;
  if (view.name === 'calls') return <Calls {...props} />;
  const goHome = (): void => navigation.replace({ name: 'home' });
  if (view.name === 'add-contact') {
    return (
      <AddContactScreen
        key={view.text}
        draft={view.text ?? drafts.read('add-contact')}
        agreed={view.agreed === true}
        canSend={(snapshot.self?.id ?? null) !== null}
        followDraft={(take) => drafts.follow('add-contact', () => take(drafts.read('add-contact')))}
        onDraft={(text) => drafts.write('add-contact', text)}
        commands={commands}
        attach={props.attach}
        onDone={(outcome) => showInvited(props, outcome)}
        onBack={navigation.back}
      />
    );
  }
  if (view.name === 'settings') {
    return (
      <SettingsScreen
        name={snapshot.self?.name ?? ''}
        settings={snapshot.settings}
        sleeps={snapshot.sleeps === true}
        devices={snapshot.devices}
        attach={props.attach}
        commands={commands}
        onRename={commands.rename}
        onChange={commands.changeSettings}
        onOpen={(name) => navigation.open({ name }, name)}
        onBack={navigation.back}
      />
    );
  }
  if (view.name === 'back-up') return <BackUpScreen commands={commands} onBack={navigation.back} />;
  if (view.name === 'restore') {
    const name = snapshot.self?.name ?? null;
    return <RestoreScreen {...{ name, commands }} onDone={goHome} onBack={navigation.back} />;
  }
  return <HomePane {...{ snapshot, model, commands, view, wide, banners }} />;
}

function Calls({ snapshot, model, commands }: CurrentViewProps) {
  return (
    <CallsScreen
      contacts={snapshot.contacts}
      inCall={isInCall(snapshot)}
      commands={commands}
      onOpenContact={(contactId) =>
        model.navigation.open({ name: 'conversation', contactId }, openerOf(document.activeElement))
      }
      onBack={model.navigation.back}
    />
  );
}

function isInCall({ call }: Snapshot): boolean {
  return call !== null && call.phase !== 'ended';
}

interface ContactProps extends CurrentViewProps {
  readonly contact: Snapshot['contacts'][number];
}

function gameWith(contactId: ContactId, { games }: Snapshot): GameView | null {
  return games.find((game) => game.contactId === contactId) ?? null;
}

/** A game that was just proposed here is not in the snapshot yet, and one that is gone is not any more. */
function Game({ contact, snapshot, model, commands, attach }: ContactProps) {
  const game = gameWith(contact.id, snapshot);
  const { back } = model.navigation;
  const [seen, setSeen] = useState(game !== null);
  useEffect(() => {
    if (game !== null) setSeen(true);
    else if (seen) back();
  }, [game === null]);
  if (game === null) return <div class="view" aria-busy="true" />;
  return <GameScreen {...{ game, attach, commands }} call={snapshot.call} onBack={back} />;
}

function Conversation({ contact, ...props }: ContactProps) {
  const { snapshot, model, commands } = props;
  const conversation = useValue(model.conversation);
  const callable = isConnected(contact) && !isInCall(snapshot);
  return (
    <ConversationScreen
      {...{ contact, callable, commands }}
      game={gameWith(contact.id, snapshot)}
      onGame={() => model.navigation.open({ name: 'game', contactId: contact.id }, 'play')}
      onSearch={() => model.navigation.open({ name: 'search', contactId: contact.id }, 'more')}
      onSafetyNumber={() => model.navigation.open({ name: 'safety-number', contactId: contact.id }, 'more')}
      onBack={model.navigation.back}
    >
      <ConversationTalk
        key={contact.id}
        {...{ contact, callable, commands }}
        conversation={conversation?.contactId === contact.id ? conversation : null}
        found={useValue(model.found)}
        onFound={() => model.found.set(null)}
        onGoTo={model.found.set}
        drafts={model.drafts}
        storage={snapshot.storage}
      />
    </ConversationScreen>
  );
}

function showInvited(
  { model, onRequestSent }: CurrentViewProps,
  outcome: Exclude<InviteOutcome, { kind: 'refused' }>,
): void {
  const { navigation } = model;
  // Whoever went elsewhere while it was on its way stays there.
  const isWaiting = navigation.place.get().view.name === 'add-contact';
  if (outcome.kind === 'sent') {
    if (isWaiting) navigation.back();
    onRequestSent();
  } else if (isWaiting) {
    openContact(model, outcome.contactId);
  }
}

function contactOf(view: View, snapshot: Snapshot): Snapshot['contacts'][number] | undefined {
  return 'contactId' in view ? snapshot.contacts.find(({ id }) => id === view.contactId) : undefined;
}
