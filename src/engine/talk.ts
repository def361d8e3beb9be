import type { ContactId } from '../shared/identity/contact-id.ts';
import type { Settings } from '../shared/settings/settings.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { Calls } from './calls/calls.ts';
import { createCalls } from './calls/calls.ts';
import type { Conversations } from './chat/conversations.ts';
import { createConversations } from './chat/conversations.ts';
import type { MessageSearch } from './chat/message-search.ts';
import { createMessageSearch } from './chat/message-search.ts';
import { withHandOver } from './devices/camera-hand-over.ts';
import type { DeviceBook, DeviceListener } from './devices/device-book.ts';
import { createDeviceBook } from './devices/device-book.ts';
import type { DeviceTest } from './devices/device-test.ts';
import { createDeviceTest } from './devices/device-test.ts';
import { routeLinkEvents } from './link-events.ts';
import { createLinks } from './links/links.ts';
import type { Route } from './links/route.ts';
import { routeOf } from './links/route.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { MediaPort } from './ports/media-port.ts';
import type { MediaShelf } from './ports/media-shelf-port.ts';
import type { CreatePeerLink, PeerOptions } from './ports/peer-port.ts';
import type { Stores } from './ports/stores-port.ts';
import { randomHex, randomSession } from './random.ts';
import type { ContactBook, LeaveMail, LetterBox, LinkPrekeys, Links } from './services.ts';

export interface TalkDependencies {
  readonly stores: Pick<Stores, 'conversations' | 'untoldCalls'>;
  readonly createPeerLink: CreatePeerLink;
  readonly iceServers: PeerOptions['iceServers'];
  readonly media: MediaPort;
  readonly shelf: MediaShelf;
  readonly clock: Clock;
  readonly log: Log;
  readonly contacts: ContactBook;
  readonly letters: LetterBox;
  readonly prekeys: LinkPrekeys;
  readonly leaveMail: LeaveMail;
  readonly settings: () => Settings;
  readonly self: () => ContactId;
  askPermission(wanted: { readonly video: boolean }): void;
  changed(): void;
  conversationChanged(id: ContactId): void;
  missedCall(id: ContactId, name: string, what: { readonly share?: true }): void;
}

/** What goes from browser to browser: the links, and the conversations and calls on them. */
export interface Talk {
  /** Reads what is stored of it, once the contacts are known. */
  load(): Promise<void>;
  readonly links: Links;
  readonly conversations: Conversations;
  readonly search: MessageSearch;
  readonly calls: Calls;
  readonly devices: DeviceBook;
  readonly deviceTest: DeviceTest;
  readonly storage: () => Snapshot['storage'];
  /** False while addresses are to be hidden and there is no relay. */
  readonly mayConnect: () => boolean;
  handleSettings(before: Settings): void;
  /** Takes leave of everybody; what comes later is welcome again. */
  end(): void;
}

const newId = (): string => randomHex(16);

export function createTalk(deps: TalkDependencies): Talk {
  const contactName = (id: ContactId): string => deps.contacts.get(id)?.name ?? '';
  let storage: Snapshot['storage'] = 'ok';
  const route = (): Route | undefined => routeOf(deps.settings(), deps.iceServers);
  const links: Links = createLinks({
    ...deps,
    newSession: randomSession,
    route,
    events: routeLinkEvents(() => ({ conversations, calls, links, prekeys: deps.prekeys, changed: deps.changed })),
  });
  const conversations: Conversations = createConversations({
    ...deps,
    store: deps.stores.conversations,
    links,
    newId,
    onChange: deps.conversationChanged,
    onStorage(state) {
      storage = state;
      deps.changed();
    },
  });
  const devices: DeviceBook = createDeviceBook({ ...deps, onChange: deps.changed });
  const deviceTest = createDeviceTest({ ...deps, preferred: devices.preferred });
  const calls: Calls = createCalls({
    ...deps,
    media: withHandOver({ ...deps, takeCamera: deviceTest.takeCamera, preferred: () => devices.preferred('camera') }),
    untoldCalls: deps.stores.untoldCalls,
    preferred: devices.preferred,
    shareMode: () => deps.settings().shareMode,
    links,
    contactName,
    newId,
    onChange(call) {
      deviceTest.handleCallChanged(call);
      deps.changed();
    },
    onMissed: (id, what) => deps.missedCall(id, contactName(id), what),
    onNote: (id, note) => void conversations.note(id, note),
  });
  devices.listen(devicesOf(calls));
  return {
    links,
    conversations,
    search: createMessageSearch({ ...deps, store: deps.stores.conversations }),
    calls,
    devices,
    deviceTest,
    storage: () => storage,
    mayConnect: () => route() !== undefined,
    handleSettings: (before) => applySettings({ before, now: deps.settings() }, { devices, calls, links }),
    load: () => conversations.load(deps.contacts.all().map(({ id }) => id)).then(calls.load),
    end() {
      calls.hangUp();
      links.closeAll();
    },
  };
}

/** What calls want to know of devices. */
function devicesOf(calls: Calls): DeviceListener {
  return {
    chosen: (role) => (role === 'speaker' ? undefined : calls.handleDevices(role)),
    listed: () => calls.handleDevices('listed'),
    speakerLost: calls.handleSpeakerLost,
  };
}

/** What changed settings mean for what is going on. */
function applySettings(
  { before, now }: { readonly before: Settings; readonly now: Settings },
  { devices, calls, links }: Pick<Talk, 'devices' | 'calls' | 'links'>,
): void {
  devices.handleSettings(before);
  if (before.shareMode !== now.shareMode) calls.handleShareMode();
  // Whoever is linked directly sees the address as long as the link lasts.
  if (now.relayOnly && !before.relayOnly) links.closeAll();
}
