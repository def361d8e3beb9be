import type { ContactId } from '../shared/identity/contact-id.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { Calls } from './calls/calls.ts';
import { createCalls } from './calls/calls.ts';
import type { Conversations } from './chat/conversations.ts';
import { createConversations } from './chat/conversations.ts';
import type { EditableContactBook } from './contacts/contact-book.ts';
import { randomHex } from './crypto/random.ts';
import type { DeviceBook } from './devices/device-book.ts';
import { createDeviceBook } from './devices/device-book.ts';
import type { DeviceTest } from './devices/device-test.ts';
import { createDeviceTest } from './devices/device-test.ts';
import { withTriedCamera } from './devices/tried-camera.ts';
import type { OwnIdentity } from './identity/own-identity.ts';
import type { Links } from './links/links.ts';
import type { Obstacles } from './links/obstacles.ts';
import type { NetworkHost, NetworkWatch } from './mailbox/network-watch.ts';
import type { Outgoing } from './mailbox/outgoing.ts';
import type { News } from './news.ts';
import { createLaterPlay } from './play/later-play.ts';
import type { Play } from './play/play.ts';
import { createLaterPointing } from './pointing/later-pointing.ts';
import type { Pointing } from './pointing/pointing.ts';
import type { SharedPages } from './pointing/shared-pages.ts';
import { createSharedPages } from './pointing/shared-pages.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { MailboxPort } from './ports/mailbox-port.ts';
import type { MediaPort } from './ports/media-port.ts';
import type { CreatePeerLink, PeerOptions, ProbeWay } from './ports/peer-port.ts';
import type { Stores } from './ports/stores-port.ts';
import type { StreamRegistry } from './ports/stream-registry-port.ts';
import type { PrekeyExchange } from './prekeys/prekey-exchange.ts';
import { createPrekeyExchange } from './prekeys/prekey-exchange.ts';
import type { NameExchange } from './profile/name-exchange.ts';
import { createNameExchange } from './profile/name-exchange.ts';
import type { SettingsKeeper } from './settings/settings-keeper.ts';
import type { FastStream } from './surfaces/fast-stream.ts';
import type { Ways } from './ways.ts';
import { createWays } from './ways.ts';

/** What talking needs of the world. */
interface TalkHost extends NetworkHost {
  readonly stores: Pick<Stores, 'conversations' | 'untoldCalls' | 'matches'>;
  readonly mailbox: Pick<MailboxPort, 'renewWatches'>;
  readonly createPeerLink: CreatePeerLink;
  readonly probeWay: ProbeWay;
  readonly iceServers: PeerOptions['iceServers'];
  readonly media: MediaPort;
  readonly streams: StreamRegistry;
  readonly clock: Clock;
  readonly log: Log;
  askPermission(wanted: { readonly video: boolean }): void;
}

interface TalkDependencies {
  readonly host: TalkHost;
  readonly own: OwnIdentity;
  readonly contacts: EditableContactBook;
  readonly outgoing: Outgoing;
  readonly settings: SettingsKeeper;
  readonly news: News;
  readonly stream: FastStream;
  readonly network: Pick<NetworkWatch, 'view'>;
}

/** What goes from browser to browser: the links, and those who use them. */
export interface Talk {
  /** Reads what is stored of it, once the contacts are known. */
  load(): Promise<void>;
  readonly links: Links;
  readonly prekeys: PrekeyExchange;
  readonly names: NameExchange;
  readonly conversations: Conversations;
  readonly calls: Calls;
  readonly play: Play;
  readonly pointing: Pointing;
  readonly sharedPages: SharedPages;
  readonly devices: DeviceBook;
  readonly deviceTest: DeviceTest;
  storage(): Snapshot['storage'];
  readonly obstacles: Obstacles;
  readonly testConnection: Ways['testConnection'];
  /** Takes leave of everybody; what comes later is welcome again. */
  end(): void;
}

const newId = (): string => randomHex(16);

export function createTalk(deps: TalkDependencies): Talk {
  const { contacts, outgoing, settings } = deps;
  const { clock, log } = deps.host;
  const { identity, header, prekeys: own } = deps.own;
  const ways = createWays(deps);
  const { links, obstacles } = ways;

  // Whoever uses links: a frame is theirs by its lane and the beginning of its name.
  const prekeys = createPrekeyExchange({
    own,
    theirs: outgoing.theirPrekeys,
    identity: identity.require,
    header,
    contacts,
    links,
    clock,
    log,
  });
  links.register(prekeys);
  const names = createNameExchange({ contacts, links, self: identity.require, log });
  links.register(names);
  const { conversations, storage } = createChat(deps, links);
  links.register(conversations);
  const pointing = createPointingInCalls(deps, links);
  const sharedPages = createSharedPages({ clock, attachStream: deps.stream.attach });
  const parts = { links, obstacles, conversations, pointing, sharedPages };
  const { devices, deviceTest, calls } = createCallsAndDevices(deps, parts);
  links.register(calls);
  const play = createGames(deps, links, conversations);

  settings.listen((now, before) => {
    devices.handleSettings(before);
    if (before.relayServer !== now.relayServer || before.relayOnly !== now.relayOnly) obstacles.forgetRelay();
    if (before.shareMode !== now.shareMode) calls.handleShareMode();
    // Whoever is linked directly sees the address as long as the link lasts.
    if (now.relayOnly && !before.relayOnly) links.closeAll();
  });
  return {
    ...ways,
    prekeys,
    names,
    conversations,
    calls,
    play,
    pointing,
    sharedPages,
    devices,
    deviceTest,
    storage,
    load: () =>
      conversations
        .load(contacts.all().map(({ id }) => id))
        .then(calls.load)
        .then(play.load),
    end() {
      calls.hangUp();
      links.closeAll();
    },
  };
}

function createChat(
  { host, outgoing, settings, news }: TalkDependencies,
  links: Links,
): Pick<Talk, 'conversations' | 'storage'> {
  const { stores, clock, log } = host;
  let storage: Snapshot['storage'] = 'ok';
  const conversations = createConversations({
    store: stores.conversations,
    links,
    leaveMail: outgoing.leaveMail,
    clock,
    newId,
    settings: settings.get,
    log,
    onChange: news.conversationChanged.tell,
    onStorage(state) {
      storage = state;
      news.changed.tell();
    },
  });
  return { conversations, storage: () => storage };
}

function createCallsAndDevices(
  deps: TalkDependencies,
  parts: Pick<Talk, 'links' | 'obstacles' | 'conversations' | 'pointing' | 'sharedPages'>,
): Pick<Talk, 'devices' | 'deviceTest' | 'calls'> {
  const { links, obstacles, conversations, pointing, sharedPages } = parts;
  const { contacts, settings, news } = deps;
  const { stores, media, streams, clock, log, askPermission } = deps.host;
  const changed = news.changed.tell;
  const devices = createDeviceBook({ media, settings: settings.get, log, onChange: changed });
  const { preferred } = devices;
  const deviceTest = createDeviceTest({ media, streams, clock, log, preferred });
  const calls = createCalls({
    media: withTriedCamera({ media, takeCamera: deviceTest.takeCamera, preferred, clock }),
    streams,
    links,
    untoldCalls: stores.untoldCalls,
    clock,
    log,
    preferred,
    listed: devices.listed,
    readDevices: devices.refresh,
    shareMode: () => settings.get().shareMode,
    askPermission,
    self: () => deps.own.identity.require().id,
    contactName: (id: ContactId) => contacts.get(id)?.name ?? '',
    obstacle: obstacles.towards,
    newId,
    onChange(call) {
      deviceTest.handleCallChanged(call);
      pointing.followCall(call);
      sharedPages.followCall(call);
      changed();
    },
    onNote: (id, note) => void conversations.note(id, { ...note, kind: 'call' }),
  });
  devices.listen({
    chosen: (role) => (role === 'speaker' ? undefined : calls.handleDevices(role)),
    listed: () => calls.handleDevices('listed'),
    speakerLost: calls.handleSpeakerLost,
  });
  return { devices, deviceTest, calls };
}

function createPointingInCalls({ host, contacts, settings, news, stream }: TalkDependencies, links: Links): Pointing {
  return createLaterPointing({
    links,
    clock: host.clock,
    stream,
    startsAllowed: (id) => !settings.get().pointVerifiedOnly || (contacts.get(id)?.verifiedAtMs ?? null) !== null,
    onChange: news.changed.tell,
  });
}

function createGames(
  { host, contacts, news, stream }: TalkDependencies,
  links: Links,
  conversations: Pick<Conversations, 'note'>,
): Play {
  const { stores, clock, log } = host;
  return createLaterPlay({
    links,
    matches: stores.matches,
    stream,
    clock,
    log,
    newId,
    contactName: (id) => contacts.get(id)?.name ?? '',
    onChange: news.changed.tell,
    onNote: (id, note) => void conversations.note(id, note),
  });
}
