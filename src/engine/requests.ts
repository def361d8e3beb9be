import { parseContactInput } from '../shared/identity/id-codec.ts';
import type { Handlers } from '../shared/messaging/channel.ts';
import type { Diagnostics, InviteOutcome } from '../shared/messaging/contract.ts';
import type { Calls } from './calls/calls.ts';
import type { Conversations } from './chat/conversations.ts';
import type { MessageSearch } from './chat/message-search.ts';
import type { EditableContactBook } from './contacts/contact-book.ts';
import type { DeviceTest } from './devices/device-test.ts';
import { createGestureRequests } from './gesture-requests.ts';
import type { Recovery } from './identity/recovery.ts';
import type { Introductions } from './introductions.ts';
import type { FloatingWindow } from './ports/floating-window-port.ts';
import type { LoopbackViews } from './ports/loopback-views-port.ts';
import type { MailboxPort } from './ports/mailbox-port.ts';
import type { Links } from './services.ts';
import type { SettingsKeeper } from './settings-keeper.ts';

export type RequestHandlers = Handlers<'engine'>;

interface EngineParts {
  /** Settles when what is stored has been read; no request is answered before. */
  readonly ready: Promise<void>;
  readonly contacts: Pick<EditableContactBook, 'get' | 'setMuted'>;
  readonly introductions: Introductions;
  readonly conversations: Conversations;
  readonly search: MessageSearch;
  readonly calls: Calls;
  readonly links: Pick<Links, 'droppedFrames'>;
  readonly settings: SettingsKeeper;
  readonly deviceTest: DeviceTest;
  readonly recovery: Recovery;
  readonly floating: Pick<FloatingWindow, 'open' | 'close'>;
  readonly loopback: LoopbackViews;
  readonly mailbox: Pick<MailboxPort, 'usage'>;
  readonly peerConnectionCount: () => number;
}

/** Every request the engine answers, each handed to the part that knows. */
export function createRequestHandlers(parts: EngineParts): RequestHandlers {
  const { ready, conversations, calls } = parts;
  const { identity, pairing, verification } = parts.introductions;

  const remove = async (contactId: string): Promise<void> => {
    calls.handleRemoved(contactId);
    await pairing.remove(contactId);
    await conversations.remove(contactId);
  };

  const isContact = (contactId: string): boolean => parts.contacts.get(contactId)?.status === 'accepted';

  /** Waits until the engine has loaded, then hands on. */
  const whenReady =
    <Input extends readonly unknown[], Output>(action: (...input: Input) => Output | Promise<Output>) =>
    async (...input: Input): Promise<Output> => {
      await ready;
      return action(...input);
    };

  return {
    'identity.create': whenReady(({ name }) => identity.create(name)),
    'identity.rename': whenReady(({ name }) => identity.rename(name)),
    'contacts.invite': whenReady(({ text, inPerson = false }) => invite(parts.introductions, text, inPerson)),
    'contacts.accept': whenReady(({ contactId }) => pairing.accept(contactId)),
    'contacts.decline': whenReady(({ contactId }) => pairing.decline(contactId)),
    'contacts.block': whenReady(({ contactId }) => {
      calls.handleRemoved(contactId);
      return pairing.block(contactId);
    }),
    'contacts.remove': whenReady(({ contactId }) => remove(contactId)),
    'contacts.safetyNumber': whenReady(({ contactId }) => verification.number(contactId)),
    'contacts.setVerified': whenReady(({ contactId, verified }) => verification.setVerified(contactId, verified)),
    'contacts.setMuted': whenReady(({ contactId, muted }) => parts.contacts.setMuted(contactId, muted)),
    'chat.send': whenReady(({ contactId, text, replyTo }) => conversations.send(contactId, text, replyTo)),
    'chat.amend': whenReady(({ contactId, messageId, change }) => conversations.amend(contactId, messageId, change)),
    'chat.search': whenReady((query) => parts.search.search(query)),
    'chat.setTyping': whenReady(({ contactId, typing }) => conversations.setTyping(contactId, typing)),
    'call.start': whenReady((call) => (isContact(call.contactId) ? calls.start(call) : undefined)),
    'call.answer': whenReady((answer) => calls.answer(answer)),
    'call.decline': whenReady(() => calls.decline()),
    'call.hangUp': whenReady(() => calls.hangUp()),
    'call.setMicrophone': whenReady((microphone) => calls.setMicrophone(microphone)),
    'call.setCamera': whenReady((camera) => calls.setCamera(camera)),
    ...createGestureRequests({ ...parts, isContact }),
    'call.details': () => calls.details(),
    ...createRecoveryRequests(parts),
    'call.dismiss': () => calls.dismiss(),
    'permission.settled': whenReady((decision) => calls.permissionSettled(decision)),
    'settings.change': whenReady((change) => parts.settings.change(change)),
    'mediaView.connect': whenReady((view) => parts.loopback.connect(view)),
    'diagnostics.read': whenReady(() => readDiagnostics(parts)),
  };
}

async function invite(
  { identity, pairing, verification }: EngineParts['introductions'],
  text: string,
  inPerson: boolean,
): Promise<InviteOutcome> {
  const input = parseContactInput(text);
  if (input.kind === 'none' || input.kind === 'typo') return { kind: 'refused', reason: 'typo' };
  const own = identity.get();
  if (!own?.publishedBy) return { kind: 'refused', reason: 'not-ready' };
  if (input.id === own.id) return { kind: 'refused', reason: 'own-id' };
  const outcome = await pairing.invite(input.id, input.token);
  if (inPerson && outcome.kind !== 'refused') await verification.setVerified(input.id, true);
  return outcome;
}

/** The identity beyond this browser. */
function createRecoveryRequests({
  ready,
  recovery,
  introductions,
}: Pick<EngineParts, 'ready' | 'recovery' | 'introductions'>) {
  return {
    'identity.renewInviteLink': () => ready.then(introductions.identity.renewInviteLink),
    'identity.revealWords': () => ready.then(recovery.revealWords),
    'identity.restore': (wanted) => ready.then(() => recovery.restore(wanted)),
    'identity.deleteEverything': () => ready.then(recovery.deleteEverything),
    'identity.useHere': () => ready.then(introductions.instance.useHere),
  } satisfies Partial<RequestHandlers>;
}

function readDiagnostics({ mailbox, introductions, links, peerConnectionCount }: EngineParts): Diagnostics {
  return {
    firestore: mailbox.usage(),
    droppedDocuments: introductions.droppedDocuments(),
    droppedFrames: links.droppedFrames(),
    peerConnections: peerConnectionCount(),
  };
}
