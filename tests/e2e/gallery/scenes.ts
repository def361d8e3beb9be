import type { Frame } from '#src/popup/frame.ts';
import type { View } from '#src/popup/navigation.ts';
import type { PermissionState } from '#src/popup/permission/device-permission.ts';
import type { ConversationEntry, LaterEntry, PastCallView, Snapshot } from '#src/shared/snapshot.ts';
import type { PageInvitation } from '#src/web/page-invitation.ts';
import type { CallChange } from '../../fakes/surface-snapshots.ts';
import { callWith, contactNamed, emptySnapshot, messageSaying } from '../../fakes/surface-snapshots.ts';
import { callScenes } from './call-scenes.ts';
import { deviceScenes } from './device-scenes.ts';
import { gameScenes } from './game-scenes.ts';
import { identityScenes } from './identity-scenes.ts';
import { longChat } from './long-chat.ts';
import { messageScenes } from './message-scenes.ts';
import { oddChat } from './odd-chat.ts';
import { pageScenes } from './page-scenes.ts';
import { permissionScenes } from './permission-scenes.ts';
import { pointingScenes } from './pointing-scenes.ts';
import { shareScenes } from './share-scenes.ts';

export interface Scene {
  readonly snapshot: Snapshot;
  readonly view?: View;
  readonly entries?: readonly ConversationEntry[];
  readonly hasEarlier?: boolean;
  /** What comes after the entries, and the first of them all that nobody had seen. */
  readonly later?: readonly LaterEntry[];
  readonly unreadId?: string;
  /** What the list of calls has. */
  readonly calls?: readonly PastCallView[];
  readonly draft?: string;
  /** What the draft answers or replaces, such as `reply:a1`. */
  readonly target?: string;
  /** Words typed into the text area. */
  readonly typed?: string;
  /** A button that is then pressed, before the picture is taken. */
  readonly opens?: string;
  /** What the fast stream says, by topic. */
  readonly told?: Readonly<Record<string, unknown>>;
  /** Words typed into the search; the hits are in `searchHits`. */
  readonly search?: string;
  /** Unread messages when the conversation was opened, scrolled up by a screen. */
  readonly scrolledUp?: true;
  readonly width?: number;
  readonly height?: number;
  /** The action popup when nothing is said. */
  readonly frame?: Frame;
  /** Shown instead of the app. */
  readonly permission?: { readonly video: boolean; readonly state: PermissionState };
  /** In an ordinary page, opened with that. */
  readonly page?: PageInvitation | null | 'other-tab' | 'unfit';
}

const now = Date.now();
const minute = 60_000;
const day = 24 * 60 * minute;
const bob = contactNamed('Bob Marsh', {
  unread: 2,
  verifiedAtMs: now - 30 * day,
  lastMessage: { text: 'Shall we look at the slides together?', mine: false, atMs: now - 2 * minute },
});
const ayaka = contactNamed('佐藤 彩香', {
  presence: 'away',
  lastMessage: { text: '明日の打ち合わせ、10時からでお願いします。', mine: false, atMs: now - day },
});
const longNamed = contactNamed('Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Maximiliane', {
  presence: 'connecting',
  unread: 128,
  lastMessage: { text: 'A preview that is a good deal longer than the line it has', mine: true, atMs: now - 3 * day },
});
const layla = contactNamed('ليلى حداد', {
  lastMessage: { text: 'إلى اللقاء غدا! (10:30)', mine: false, atMs: now - 5 * day },
  verifiedAtMs: now - 5 * day,
});
const nour = contactNamed('Nour', { typing: true, lastMessage: { text: 'ok', mine: false, atMs: now - 60 * minute } });
const kai = contactNamed('4YTM-2B7X-90QK-EEWN-3HDV', { presence: 'request-sent' });
const full: Snapshot = {
  ...emptySnapshot,
  contacts: [bob, nour, ayaka, longNamed, layla, kai],
  requests: [],
};
const chat: readonly ConversationEntry[] = [
  messageSaying('Morning! Did the build go through?', { atMs: now - day }),
  messageSaying('It did, all green.', { mine: true, state: 'read', atMs: now - day + minute }),
  messageSaying('🎉', { mine: true, state: 'read', atMs: now - day + 2 * minute }),
  {
    kind: 'call',
    id: 'note-1',
    mine: true,
    video: true,
    ending: 'hung-up-there',
    atMs: now - day + 9 * minute,
    durationMs: 754_000,
  },
  messageSaying(
    'I went through the plan on the train and left a few notes. The second part needs a picture, I think.',
    {
      atMs: now - 9 * minute,
    },
  ),
  messageSaying('Otherwise it reads well', { atMs: now - 8.5 * minute }),
  messageSaying('Thank you! I will draw one:\n\n1. popup\n2. engine\n3. the other browser', {
    mine: true,
    state: 'read',
    atMs: now - 7 * minute,
  }),
  messageSaying('Shall we look at the slides together?', { atMs: now - 4 * minute }),
  { kind: 'call', id: 'note-2', mine: false, video: false, ending: 'missed', atMs: now - 3 * minute, durationMs: 0 },
  messageSaying('Sorry, was away from the desk', { mine: true, state: 'delivered', atMs: now - 2 * minute }),
  messageSaying('Now?', { mine: true, state: 'sent', atMs: now - 1.5 * minute }),
  messageSaying('I can share my screen', { mine: true, state: 'queued', atMs: now - minute }),
];
const inChat: View = { name: 'conversation', contactId: bob.id };
const inCall: View = { name: 'call' };
const seen = { pictures: { camera: 1, screen: 0 } };
const selfSeen = { pictures: { camera: 1, screen: 0 } };
const pictures = { self: selfSeen, other: seen };
const noDevices: CallChange = {
  notices: ['devices-missing'],
  self: { microphone: 'none', camera: 'off', screen: 'off' },
};
function during(change: Parameters<typeof callWith>[1], contact = bob): Pick<Scene, 'snapshot' | 'view'> {
  return { snapshot: { ...full, call: callWith(contact, change) }, view: inCall };
}

const tab = { width: 1024, height: 700, frame: 'tab' } as const;
const panel = { width: 320, height: 800, frame: 'panel' } as const;

/** Every screen and every state that must look like something. */
export const scenes: Readonly<Record<string, Scene>> = {
  ...callScenes(full),
  ...deviceScenes(full),
  'home-empty': { snapshot: emptySnapshot },
  'home-empty-publishing': {
    snapshot: {
      ...emptySnapshot,
      network: 'offline',
      self: { name: 'Alice', id: null, inviteLink: null, publication: 'waiting' },
    },
  },
  home: { snapshot: full },
  'home-requests': {
    snapshot: {
      ...full,
      network: 'unreachable',
      requests: [
        { id: 'W2NP4TGVC1HR7K3M9QXA', name: '田中 健太', atMs: now },
        { id: '9QXAW2NP4TGVC1HR7K3M', name: 'Somebody with a name that does not end', atMs: now },
      ],
    },
  },
  'home-storage-full': { snapshot: { ...full, network: 'offline', storage: 'full' } },
  'add-contact': {
    snapshot: full,
    view: { name: 'add-contact' },
    draft: '7k3m-9qxa-w2np-4tgv-c1hr',
    opens: 'button[type="submit"]',
  },
  'home-no-relay': { snapshot: { ...full, network: 'no-relay' } },
  conversation: { snapshot: full, view: inChat, entries: chat, hasEarlier: true },
  'safety-number': { snapshot: full, view: { name: 'safety-number', contactId: ayaka.id } },
  'safety-number-verified': { snapshot: full, view: { name: 'safety-number', contactId: layla.id } },
  'conversation-long': {
    snapshot: { ...full, contacts: [{ ...bob, unread: 9 }, ...full.contacts.slice(1)] },
    view: inChat,
    entries: longChat,
    hasEarlier: true,
  },
  'conversation-many-unread': {
    snapshot: { ...full, contacts: [{ ...bob, unread: 128 }, ...full.contacts.slice(1)] },
    view: inChat,
    entries: longChat.slice(0, 60),
    hasEarlier: true,
    later: longChat.slice(-60),
    unreadId: 'long-30',
  },
  'conversation-long-scrolled': { snapshot: full, view: inChat, entries: longChat, hasEarlier: true, scrolledUp: true },
  search: { snapshot: full, view: { name: 'search', contactId: bob.id } },
  'search-results': { snapshot: full, view: { name: 'search', contactId: longNamed.id }, search: '資料 plan' },
  'search-nothing': { snapshot: full, view: { name: 'search', contactId: bob.id }, search: 'nothing' },
  'conversation-empty': { snapshot: full, view: { name: 'conversation', contactId: kai.id }, entries: [] },
  'conversation-typing': {
    snapshot: full,
    view: { name: 'conversation', contactId: nour.id },
    entries: chat.slice(-3),
    draft: 'Two lines\nof a draft',
  },
  ...messageScenes(full, bob.id),
  ...identityScenes(full),
  'conversation-odd': {
    snapshot: full,
    view: { name: 'conversation', contactId: longNamed.id },
    entries: oddChat,
  },
  'incoming-video': { snapshot: { ...full, call: callWith(bob, { direction: 'incoming', phase: 'incoming' }) } },
  'incoming-voice-long-name': {
    snapshot: { ...full, call: callWith(longNamed, { direction: 'incoming', phase: 'incoming', video: false }) },
  },
  'call-ringing': during({ phase: 'ringing', connectedAtMs: null, self: selfSeen }),
  'call-permission': during({ phase: 'waiting-for-permission', connectedAtMs: null }),
  'call-video': during(pictures),
  'call-weak': during({
    quality: { grade: 'weak', reason: 'their-network' },
    self: { ...selfSeen, speaking: true },
    other: { ...seen, speaking: true },
  }),
  'call-poor-muted': during(
    {
      self: { microphone: 'muted', camera: 'off', screen: 'off', speaking: true },
      other: { microphone: true, camera: false, screen: false, speaking: true },
      quality: { grade: 'poor', reason: 'your-network' },
    },
    longNamed,
  ),
  'call-details': { ...during(pictures), opens: '[aria-expanded]' },
  'call-screen': during({
    self: selfSeen,
    other: { microphone: false, camera: true, screen: true, pictures: { camera: 1, screen: 1 } },
  }),
  'call-floating': {
    snapshot: { ...full, floatingWindow: 'open', call: callWith(bob, pictures) },
    view: inCall,
  },
  'call-voice': during({
    video: false,
    self: { microphone: 'muted', camera: 'off', screen: 'on' },
    other: { microphone: true, camera: false, screen: false },
  }),
  'call-no-devices': during({ ...noDevices, phase: 'reconnecting', heldUntilMs: now + 52_000 }, longNamed),
  'call-not-reachable': during({ phase: 'ended', ending: 'not-reachable', connectedAtMs: null }),
  'call-permission-refused': during({ phase: 'ended', ending: 'permission-refused', connectedAtMs: null }),
  'call-elsewhere': { snapshot: { ...full, call: callWith(bob, {}) }, view: inChat, entries: chat },
  'call-elsewhere-ended': {
    snapshot: { ...full, call: callWith(bob, { phase: 'ended', direction: 'incoming', ending: 'connection-lost' }) },
    view: { name: 'home' },
  },
  'tab-home': { snapshot: full, ...tab },
  'tab-conversation': { snapshot: full, view: inChat, entries: chat, ...tab },
  'tab-call': { ...during(pictures), ...tab },
  'side-panel': { snapshot: full, view: inChat, entries: chat, ...panel },
  'side-panel-home': { snapshot: full, ...panel },
  'side-panel-call': { ...during(pictures), ...panel },
  'window-home': { snapshot: full, width: 420, height: 720, frame: 'window' },
  ...permissionScenes(full),
  ...pageScenes(full),
  ...shareScenes(full),
  ...gameScenes(full),
  ...pointingScenes(full),
};
