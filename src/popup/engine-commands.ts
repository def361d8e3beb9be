import type { ActionOutcome } from '../shared/messaging/contract.ts';
import type { Commands } from './commands.ts';
import type { FeedClient } from './feed-client.ts';
import { createMovesClient } from './moves-client.ts';
import type { SurfaceHost } from './surface-host.ts';

export interface EngineCommandsDeps {
  readonly host: Pick<
    SurfaceHost,
    | 'engine'
    | 'openMoves'
    | 'offerPage'
    | 'restart'
    | 'openPermissionPage'
    | 'openSurface'
    | 'readShortcuts'
    | 'openShortcutSettings'
  >;
  readonly feed: Pick<FeedClient, 'move'>;
  readonly writeClipboard: (text: string) => Promise<void>;
  /** A command found nobody to carry it out. */
  readonly onFailed: () => void;
  /** A request could not be accepted. */
  readonly onNotAccepted: (reason: AcceptRefusal) => void;
  /** What this browser remembers of an identity that has gone. */
  readonly forget: () => void;
}

export type AcceptRefusal = Extract<ActionOutcome, { kind: 'refused' }>['reason'];

const unreachable = (): ActionOutcome => ({ kind: 'refused', reason: 'unreachable' });

/** The commands of a surface as requests to the engine and to the surface's host. */
export function createEngineCommands(deps: EngineCommandsDeps): Commands {
  const { host, writeClipboard, onFailed } = deps;
  const { engine } = host;
  const succeeded = (work: Promise<unknown>): Promise<boolean> =>
    work.then(
      () => true,
      () => {
        onFailed();
        return false;
      },
    );
  const order = (work: Promise<unknown>): void => {
    void succeeded(work);
  };

  return {
    createIdentity: (name) => succeeded(engine('identity.create', { name })),
    rename: (name) => order(engine('identity.rename', { name })),
    renewInviteLink: () => succeeded(engine('identity.renewInviteLink')),
    invite: (text, inPerson) =>
      engine('contacts.invite', { text, inPerson }).catch(() => ({ kind: 'refused', reason: 'not-ready' })),
    accept: async (contactId) => {
      const outcome = await engine('contacts.accept', { contactId }).catch(unreachable);
      if (outcome.kind === 'refused') deps.onNotAccepted(outcome.reason);
      return outcome;
    },
    decline: (contactId) => order(engine('contacts.decline', { contactId })),
    block: (contactId) => order(engine('contacts.block', { contactId })),
    remove: (contactId) => order(engine('contacts.remove', { contactId })),
    safetyNumber: (contactId) => engine('contacts.safetyNumber', { contactId }).catch(() => null),
    setVerified: (contactId, verified) => order(engine('contacts.setVerified', { contactId, verified })),
    setMuted: (contactId, muted) => order(engine('contacts.setMuted', { contactId, muted })),
    ...createChatCommands(deps),
    // Only to be quicker: nobody is told when it comes to nothing.
    prepareCall: (contactId) => void engine('call.prepare', { contactId }).catch(() => undefined),
    startCall: (contactId, video) => order(engine('call.start', { contactId, video })),
    answer: (video) => order(engine('call.answer', { video })),
    declineCall: () => order(engine('call.decline')),
    hangUp: () => order(engine('call.hangUp')),
    setMicrophone: (on) => order(engine('call.setMicrophone', { on })),
    setCamera: (on) => order(engine('call.setCamera', { on })),
    openFloatingWindow: () => order(engine('floatingWindow.open')),
    closeFloatingWindow: () => order(engine('floatingWindow.close')),
    ...createDeviceCommands(host, order),
    ...createMoveCommands(host),
    play: (contactId, action) => order(engine('play.act', { contactId, action })),
    dismissCall: () => order(engine('call.dismiss')),
    ...createIdentityCommands(deps, { succeeded }),
    ...createFrameCommands(host, order),
    changeSettings: (change) => order(engine('settings.change', change)),
    copy: (text) =>
      writeClipboard(text).then(
        () => true,
        () => false,
      ),
  };
}

interface Orders {
  readonly succeeded: (work: Promise<unknown>) => Promise<boolean>;
  readonly order: (work: Promise<unknown>) => void;
}

function createChatCommands({ host: { engine }, feed }: EngineCommandsDeps) {
  const searcher = crypto.randomUUID();
  const notReady = () => ({ kind: 'refused', reason: 'not-ready' }) as const;
  return {
    send: (contactId, text, replyTo) =>
      engine('chat.send', { contactId, text, ...(replyTo !== undefined && { replyTo }) }).catch(notReady),
    amend: (contactId, messageId, change) => engine('chat.amend', { contactId, messageId, change }).catch(notReady),
    setTyping: (contactId, typing) => {
      engine('chat.setTyping', { contactId, typing }).catch(() => undefined);
    },
    showPart: (contactId, kind) => feed.move({ kind, contactId }),
    search: (contactId, text, after) => engine('chat.search', { searcher, contactId, text, after }).catch(() => null),
    showAround: (contactId, messageId) => feed.move({ kind: 'around', contactId, messageId }),
  } satisfies Partial<Commands>;
}

function createMoveCommands({ openMoves }: Pick<SurfaceHost, 'openMoves'>) {
  const tell = createMovesClient(openMoves);
  return {
    setOwnPlay: (contactId, own) => tell({ kind: 'play', contactId, own }),
    point: (action) => tell({ kind: 'pointing', action }),
  } satisfies Partial<Commands>;
}

/** Sharing, trying devices without a call, and looking at how one goes. */
function createDeviceCommands(
  { engine, offerPage }: Pick<SurfaceHost, 'engine' | 'offerPage'>,
  order: Orders['order'],
) {
  return {
    offerScreen(contactId) {
      order(engine('call.offerScreen', { contactId }));
      offerPage();
    },
    offerPage,
    shareScreen() {
      order(engine('call.shareScreen'));
      offerPage();
    },
    pauseSharing: (pause) => order(engine('call.pauseSharing', { pause })),
    stopSharing: () => order(engine('call.stopSharing')),
    setVolume: (sound, volume) => order(engine('call.setVolume', { sound, volume })),
    holdDevices: (viewId, devices, callId) =>
      engine('deviceTest.hold', { viewId, devices, ...(callId !== undefined && { callId }) }).catch(() => null),
    releaseDevices: (viewId) => {
      // What nobody holds any more closes by itself.
      engine('deviceTest.release', { viewId }).catch(() => undefined);
    },
    testSpeaker: () => order(engine('deviceTest.playTone')),
    readDevices: () => order(engine('devices.read')),
    listCalls: () => engine('call.list').catch(() => []),
    readCallDetails: () => engine('call.details').catch(() => null),
    testConnection: () => engine('connection.test').catch(() => null),
  } satisfies Partial<Commands>;
}

/** What concerns the identity beyond this browser. */
function createIdentityCommands(
  { host: { engine }, forget }: EngineCommandsDeps,
  { succeeded }: Pick<Orders, 'succeeded'>,
) {
  return {
    keepEntry: (field, text) => void engine('entry.keep', { field, text }).catch(() => undefined),
    readEntry: (field) => engine('entry.read', { field }).catch(() => ''),
    revealWords: () => engine('identity.revealWords').catch(() => null),
    restore: (wanted) =>
      engine('identity.restore', wanted).then(
        (outcome) => {
          if (outcome.kind === 'restored') forget();
          return outcome;
        },
        () => ({ kind: 'refused', reason: 'not-ready' }),
      ),
    deleteEverything: () => succeeded(engine('identity.deleteEverything').then(forget)),
    takeNewId: () => succeeded(engine('identity.takeNewId').then(forget)),
    useHere: () => engine('identity.useHere').catch(() => ({ kind: 'refused', reason: 'unreachable' })),
  } satisfies Partial<Commands>;
}

/** What concerns the browser around the app. */
function createFrameCommands(host: EngineCommandsDeps['host'], order: Orders['order']) {
  return {
    restart: () => host.restart(),
    openPermissionPage: (video) => order(host.openPermissionPage({ video })),
    readShortcuts: () => host.readShortcuts().catch(() => new Map()),
    openShortcutSettings: () => order(host.openShortcutSettings()),
    openSurface: (surface) => order(host.openSurface(surface)),
  } satisfies Partial<Commands>;
}
