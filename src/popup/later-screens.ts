import { AddContactScreen } from './screens/add-contact.tsx';
import { CallScreen } from './screens/call.tsx';
import { ConversationScreen } from './screens/conversation.tsx';
import { FirstRunScreen } from './screens/first-run.tsx';
import { MyIdScreen } from './screens/my-id.tsx';
import { SafetyNumberScreen } from './screens/safety-number.tsx';
import { SearchScreen } from './screens/search.tsx';
import { SettingsScreen } from './screens/settings.tsx';

/** Screens that are not seen first, or only once; together in one script that is fetched after the first paint. */
export const laterScreens = {
  addContact: AddContactScreen,
  call: CallScreen,
  conversation: ConversationScreen,
  firstRun: FirstRunScreen,
  myId: MyIdScreen,
  safetyNumber: SafetyNumberScreen,
  search: SearchScreen,
  settings: SettingsScreen,
};
