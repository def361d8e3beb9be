import type { ContactId } from '../shared/contact-id.ts';
import type { InviteOutcome, OpenableSurface } from '../shared/messaging/contract.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { Commands } from './commands.ts';
import type { AttachPicture } from './components/picture.tsx';
import { useText } from './components/text.ts';
import { later } from './later.tsx';
import type { Model } from './model.ts';
import type { View } from './navigation.ts';
import { HomeScreen } from './screens/home.tsx';
import { useValue } from './use-value.ts';

const AddContactScreen = later((screens) => screens.addContact);
const CallScreen = later((screens) => screens.call);
const ConversationScreen = later((screens) => screens.conversation);
const MyIdScreen = later((screens) => screens.myId);
const SafetyNumberScreen = later((screens) => screens.safetyNumber);
const SearchScreen = later((screens) => screens.search);
const SettingsScreen = later((screens) => screens.settings);

export interface HomeProps {
  readonly snapshot: Snapshot;
  readonly model: Model;
  readonly commands: Commands;
  readonly view: View;
  readonly surfaces: readonly OpenableSurface[];
}

export interface CurrentViewProps extends HomeProps {
  readonly attach: AttachPicture;
  readonly wide: boolean;
  readonly onRequestSent: () => void;
}

/** The contacts, alone or beside the current view. */
export function Home({ snapshot, model, commands, view, surfaces }: HomeProps) {
  const { navigation } = model;
  return (
    <HomeScreen
      snapshot={snapshot}
      selected={'contactId' in view ? view.contactId : null}
      surfaces={surfaces}
      commands={commands}
      onOpen={(name) => navigation.open({ name }, openers[name])}
      onOpenContact={(contactId) => openContact(model, contactId)}
    />
  );
}

const openers = { 'my-id': 'my-id', 'add-contact': 'add-contact', settings: 'settings' } as const;

function openContact({ navigation }: Model, contactId: ContactId): void {
  navigation.replace({ name: 'home' });
  navigation.open({ name: 'conversation', contactId }, `contact:${contactId}`);
}

export function CurrentView(props: CurrentViewProps) {
  const { snapshot, model, commands, view } = props;
  const { navigation } = model;
  const contact = contactOf(view, snapshot);
  if (view.name === 'call' && snapshot.call !== null) {
    const { call, floatingWindow, settings } = snapshot;
    return (
      <CallScreen {...{ call, floatingWindow, settings, commands }} attach={props.attach} onBack={navigation.back} />
    );
  }
  if (contact !== undefined && view.name === 'safety-number') {
    return <SafetyNumberScreen contact={contact} commands={commands} onBack={navigation.back} />;
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
  if (contact !== undefined) return <Conversation {...props} contact={contact} />;
  if (snapshot.self !== null && view.name === 'my-id') {
    return <MyIdScreen self={snapshot.self} commands={commands} onBack={navigation.back} />;
  }
  return <PlainView {...props} />;
}

function showMessage({ model, commands }: CurrentViewProps, contactId: ContactId, messageId: string): void {
  model.navigation.open({ name: 'conversation', contactId });
  commands.showAround(contactId, messageId);
  model.found.set(messageId);
}

function PlainView(props: CurrentViewProps) {
  const { snapshot, model, commands, view, surfaces, wide } = props;
  const { navigation, drafts } = model;
  if (view.name === 'add-contact') {
    return (
      <AddContactScreen
        draft={drafts.read('add-contact')}
        onDraft={(text) => drafts.write('add-contact', text)}
        onInvite={commands.invite}
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
        devices={snapshot.devices}
        attach={props.attach}
        commands={commands}
        onRename={commands.rename}
        onChange={commands.changeSettings}
        onBack={navigation.back}
      />
    );
  }
  return wide ? <NothingChosen /> : <Home {...{ snapshot, model, commands, view, surfaces }} />;
}

function Conversation({ contact, ...props }: CurrentViewProps & { readonly contact: Snapshot['contacts'][number] }) {
  const { snapshot, model, commands } = props;
  const conversation = useValue(model.conversation);
  return (
    <ConversationScreen
      contact={contact}
      conversation={conversation?.contactId === contact.id ? conversation : null}
      found={useValue(model.found)}
      onFound={() => model.found.set(null)}
      drafts={model.drafts}
      inCall={snapshot.call !== null && snapshot.call.phase !== 'ended'}
      commands={commands}
      storage={snapshot.storage}
      onSearch={() => model.navigation.open({ name: 'search', contactId: contact.id }, 'more')}
      onSafetyNumber={() => model.navigation.open({ name: 'safety-number', contactId: contact.id }, 'more')}
      onBack={model.navigation.back}
    />
  );
}

function showInvited(
  { model, onRequestSent }: CurrentViewProps,
  outcome: Exclude<InviteOutcome, { kind: 'refused' }>,
): void {
  if (outcome.kind === 'sent') {
    model.navigation.back();
    onRequestSent();
  } else {
    openContact(model, outcome.contactId);
  }
}

function NothingChosen() {
  const { t } = useText();
  return (
    <div class="view nothing-chosen">
      <img src="/icons/icon-128.png" alt="" width={64} height={64} />
      <p class="quiet">{t('choosePerson')}</p>
    </div>
  );
}

function contactOf(view: View, snapshot: Snapshot): Snapshot['contacts'][number] | undefined {
  return 'contactId' in view ? snapshot.contacts.find(({ id }) => id === view.contactId) : undefined;
}
