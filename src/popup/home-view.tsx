import type { ComponentChildren } from 'preact';
import type { ContactId } from '../shared/identity/contact-id.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { Commands } from './commands.ts';
import { useText } from './components/basics/text.ts';
import type { Model } from './model.ts';
import type { View } from './navigation.ts';
import { HomeScreen } from './screens/home.tsx';

export interface HomeProps {
  readonly snapshot: Snapshot;
  readonly model: Model;
  readonly commands: Commands;
  readonly view: View;
  /** What hinders everything at once. */
  readonly banners: ComponentChildren;
}

/** The contacts, alone or beside the current view. */
export function Home({ snapshot, model, commands, view, banners }: HomeProps) {
  const { navigation } = model;
  return (
    <HomeScreen
      snapshot={snapshot}
      selected={'contactId' in view ? view.contactId : null}
      commands={commands}
      banners={banners}
      onOpen={(name) => navigation.open({ name }, openers[name])}
      onOpenContact={(contactId) => openContact(model, contactId)}
    />
  );
}

const openers = { calls: 'calls', 'my-id': 'my-id', 'add-contact': 'add-contact', settings: 'settings' } as const;

export function openContact({ navigation }: Model, contactId: ContactId): void {
  navigation.replace({ name: 'home' });
  navigation.open({ name: 'conversation', contactId }, `contact:${contactId}`);
}

/** Where the contacts are when nothing else is shown: here, unless they are beside it. */
export function HomePane({ wide, ...home }: HomeProps & { readonly wide: boolean }) {
  return wide ? <NothingChosen /> : <Home {...home} />;
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
