import type { HomeProject } from '../shared/identity/home-project.ts';
import type { Handlers } from '../shared/messaging/channel.ts';
import type { Diagnostics } from '../shared/messaging/contract.ts';
import type { MessageSearch } from './chat/message-search.ts';
import type { EditableContactBook } from './contacts/contact-book.ts';
import { createGestureRequests } from './gesture-requests.ts';
import type { IdentityKeeper } from './identity/identity-keeper.ts';
import type { Recovery } from './identity/recovery.ts';
import { createInviteByText } from './pairing/invite-by-text.ts';
import type { Verification } from './pairing/verification.ts';
import type { FloatingWindow } from './ports/floating-window-port.ts';
import type { LoopbackViews } from './ports/loopback-views-port.ts';
import type { MailboxPort } from './ports/mailbox-port.ts';
import type { Reception } from './reception.ts';
import type { SettingsKeeper } from './settings/settings-keeper.ts';
import type { KeptEntries } from './surfaces/kept-entries.ts';
import { createKeptEntries } from './surfaces/kept-entries.ts';
import type { Surfaces } from './surfaces/surfaces.ts';
import type { Talk } from './talk.ts';

export type RequestHandlers = Handlers<'engine'>;

interface RequestDependencies {
  readonly host: {
    readonly mailbox: Pick<MailboxPort, 'usage'>;
    readonly loopback: Pick<LoopbackViews, 'connect'>;
    readonly peerConnectionCount: () => number;
    readonly home: HomeProject | null;
  };
  /** Settles when what is stored has been read; no request is answered before. */
  readonly ready: Promise<void>;
  readonly settings: Pick<SettingsKeeper, 'change'>;
  readonly identity: IdentityKeeper;
  readonly contacts: Pick<EditableContactBook, 'get' | 'setMuted'>;
  readonly talk: Pick<
    Talk,
    'conversations' | 'calls' | 'links' | 'names' | 'devices' | 'deviceTest' | 'play' | 'testConnection'
  >;
  readonly reception: Pick<Reception, 'pairing' | 'publication' | 'activeBrowser' | 'droppedDocuments'>;
  readonly floating: Pick<FloatingWindow, 'open' | 'close'>;
  readonly surfaces: Pick<Surfaces, 'bringForward'>;
  readonly search: MessageSearch;
  readonly verification: Verification;
  readonly recovery: Recovery;
}

/** Every request the engine answers, each handed to the part that knows. */
export function createRequestHandlers(deps: RequestDependencies): RequestHandlers {
  const entries = createKeptEntries();
  const { ready, identity, contacts, floating } = deps;
  const { conversations, calls, deviceTest, play } = deps.talk;
  const { publication } = deps.reception;

  const isContact = (contactId: string): boolean => contacts.get(contactId)?.status === 'accepted';

  const whenReady = waitFor(ready);

  return {
    'identity.create': whenReady(async ({ name }) => {
      if (!(await identity.create(name))) return;
      entries.clear();
      publication.start();
    }),
    'identity.rename': whenReady(({ name }) => identity.rename(name).then(deps.talk.names.tellAll)),
    ...createContactRequests(deps, whenReady),
    'chat.send': whenReady(({ contactId, text, replyTo }) => conversations.send(contactId, text, replyTo)),
    'chat.amend': whenReady(({ contactId, messageId, change }) => conversations.amend(contactId, messageId, change)),
    'chat.search': whenReady((query) => deps.search.search(query)),
    'chat.setTyping': whenReady(({ contactId, typing }) => conversations.setTyping(contactId, typing)),
    'call.prepare': whenReady(({ contactId }) => deps.talk.links.prepare(contactId)),
    'call.start': whenReady((call) => (isContact(call.contactId) ? calls.start(call) : undefined)),
    'call.answer': whenReady((answer) => calls.answer(answer)),
    'call.decline': whenReady(() => calls.decline()),
    'call.hangUp': whenReady(() => calls.hangUp()),
    'call.setMicrophone': whenReady((microphone) => calls.setMicrophone(microphone)),
    'call.setCamera': whenReady((camera) => calls.setCamera(camera)),
    ...createGestureRequests({ calls, isContact, floating, deviceTest }),
    'call.list': whenReady(() => conversations.calls()),
    'call.details': () => calls.details(),
    ...createRecoveryRequests(deps, whenReady),
    'call.dismiss': () => calls.dismiss(),
    'play.act': whenReady(({ contactId, action }) => (isContact(contactId) ? play.act(contactId, action) : undefined)),
    'permission.settled': whenReady((decision) => calls.permissionSettled(decision)),
    'devices.read': whenReady(() => void deps.talk.devices.refresh()),
    'settings.change': whenReady((change) => deps.settings.change(change)),
    'connection.test': whenReady(deps.talk.testConnection),
    ...createSurfaceRequests(deps, entries, whenReady),
  };
}

type WhenReady = ReturnType<typeof waitFor>;

function createContactRequests(deps: RequestDependencies, whenReady: WhenReady) {
  const { contacts, verification } = deps;
  const { conversations, calls, play } = deps.talk;
  const { pairing } = deps.reception;
  const invite = createInviteByText({ home: deps.host.home, identity: deps.identity, pairing, verification });

  /** What is going on with somebody who will be no contact any more. */
  const breakOff = (contactId: string): void => {
    calls.handleRemoved(contactId);
    play.handleRemoved(contactId);
  };

  return {
    'contacts.invite': whenReady(({ text, inPerson = false }) => invite(text, inPerson)),
    'contacts.accept': whenReady(({ contactId }) => pairing.accept(contactId)),
    'contacts.decline': whenReady(({ contactId }) => pairing.decline(contactId)),
    'contacts.block': whenReady(({ contactId }) => {
      breakOff(contactId);
      return pairing.block(contactId);
    }),
    'contacts.remove': whenReady(async ({ contactId }) => {
      breakOff(contactId);
      await pairing.remove(contactId);
      await conversations.remove(contactId);
    }),
    'contacts.safetyNumber': whenReady(({ contactId }) => verification.number(contactId)),
    'contacts.setVerified': whenReady(({ contactId, verified }) => verification.setVerified(contactId, verified)),
    'contacts.setMuted': whenReady(({ contactId, muted }) => contacts.setMuted(contactId, muted)),
  } satisfies Partial<RequestHandlers>;
}

/** Waits until the engine has loaded, then hands on. */
function waitFor(ready: Promise<void>) {
  return <Input extends readonly unknown[], Output>(action: (...input: Input) => Output | Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      await ready;
      return action(...input);
    };
}

/** The identity beyond this browser. */
function createRecoveryRequests(
  { identity, recovery, reception }: Pick<RequestDependencies, 'identity' | 'recovery' | 'reception'>,
  whenReady: WhenReady,
) {
  return {
    'identity.renewInviteLink': whenReady(identity.renewInviteLink),
    'identity.revealWords': whenReady(recovery.revealWords),
    'identity.restore': whenReady(recovery.restore),
    'identity.deleteEverything': whenReady(recovery.deleteEverything),
    'identity.takeNewId': whenReady(recovery.takeNewId),
    'identity.useHere': whenReady(reception.activeBrowser.useHere),
  } satisfies Partial<RequestHandlers>;
}

/** What surfaces need of the engine beside what they show. */
function createSurfaceRequests(deps: RequestDependencies, entries: KeptEntries, whenReady: WhenReady) {
  const { host, surfaces } = deps;
  return {
    'entry.keep': entries.keep,
    'entry.read': entries.read,
    'surface.bringForward': ({ place }) => surfaces.bringForward(place),
    'mediaView.connect': whenReady(host.loopback.connect),
    'diagnostics.read': whenReady(() => readDiagnostics(deps)),
  } satisfies Partial<RequestHandlers>;
}

function readDiagnostics({ host, talk, reception }: RequestDependencies): Diagnostics {
  return {
    firestore: host.mailbox.usage(),
    droppedDocuments: reception.droppedDocuments(),
    droppedFrames: talk.links.droppedFrames(),
    peerConnections: host.peerConnectionCount(),
  };
}
