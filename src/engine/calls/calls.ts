import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { CallView } from '../../shared/snapshot.ts';
import type { LinkClient } from '../links/link-client.ts';
import type { Links } from '../links/links.ts';
import type { ContactObstacle } from '../links/rules/obstacle.ts';
import type { Stores } from '../ports/stores-port.ts';
import { createRunner } from '../runner.ts';
import type { CallControls } from './call-controls.ts';
import { createCallControls } from './call-controls.ts';
import type { CallEffectsDeps } from './call-effects.ts';
import { createCallEffects } from './call-effects.ts';
import type { CallMedia, CallMediaDeps } from './call-media.ts';
import { createCallMedia } from './call-media.ts';
import { viewCall } from './call-view.ts';
import { parseCallFrame } from './rules/frames.ts';
import type { MediaSample } from './rules/media-sample.ts';
import type { CallEffect, CallEvent, CallFact, CallMachine, LiveCall, StartedFact } from './rules/state.ts';
import { idleCalls, isJoined, isPicking, liveCall } from './rules/state.ts';
import { stepCall } from './rules/step.ts';
import { createUntoldKeeper } from './untold-keeper.ts';

/** What media report to the machine, and nobody else. */
type MachineFacts = 'onPermission' | 'onPicked' | 'onShareEnded' | 'onSlept';

export interface CallsDeps extends Omit<CallMediaDeps, MachineFacts | 'onChange'>, Omit<CallEffectsDeps, 'links'> {
  readonly links: Pick<Links, 'want' | 'isOpen' | 'peer' | 'send' | 'expectAnswer' | 'hold'>;
  readonly untoldCalls: Stores['untoldCalls'];
  readonly contactName: (id: ContactId) => string;
  /** What keeps us from that contact; undefined when it is they who are not there. */
  readonly obstacle: (id: ContactId) => ContactObstacle | undefined;
  /** Thirty-two random lower-case hex digits. */
  readonly newId: () => string;
  readonly onChange: (call: CallView | null) => void;
}

type CallClient = Required<Omit<LinkClient, 'handlePresence' | 'handleBytes' | 'handleDrained'>>;

/** The call of this browser: what people do here, what links report, and what surfaces may know. */
export interface Calls extends CallControls, CallClient {
  /** Reads what was kept across a restart; never rejects. */
  load(): Promise<void>;
  start(call: { readonly contactId: ContactId; readonly video: boolean }): void;
  /** Shows the browser's picker before it returns; the contact is asked to watch what is picked. */
  offerScreen(to: { readonly contactId: ContactId }): void;
  answer(wish: { readonly video: boolean }): void;
  decline(): void;
  hangUp(): void;
  dismiss(): void;
  /** The contact was removed or blocked; to be called while the link can still carry a farewell. */
  handleRemoved(contactId: ContactId): void;
  view(): CallView | null;
  /** How the present call goes, in figures. */
  details(): MediaSample | null;
}

export function createCalls(deps: CallsDeps): Calls {
  const { links, clock, newId, contactName } = deps;
  const untold = createUntoldKeeper(deps.untoldCalls, deps.log);
  const view = (): CallView | null => viewCall(runner.state().call, contactName, media);
  const onChange = (): void => deps.onChange(view());
  const handleMediaChange = (): void => {
    effects.sendChangedState(runner.state());
    onChange();
  };
  const tell = (fact: CallFact): void => runner.send({ ...fact, atMs: clock.nowMs(), obstacle: obstacle() });
  const obstacle = (): ContactObstacle | undefined => obstacleTo(liveCall(runner.state()), deps);
  const media = createReportingMedia(deps, tell, handleMediaChange);
  const effects = createCallEffects({ deps, media, tell });
  const holdOnly = createHoldOnOne(links.hold);
  const runner = createRunner<CallMachine, CallEvent, CallEffect>({
    initial: idleCalls,
    step: stepCall,
    perform: (effect) => {
      effects.perform(effect, runner.state());
      onChange();
    },
    onState(next, previous) {
      holdOnly(liveCall(next)?.contactId);
      if (next.untold !== previous.untold) untold.keep(next.untold);
      onChange();
    },
  });
  const controls = createCallControls({
    media,
    mayUseDevices: () => mayUseDevices(runner.state()),
    isJoined: () => isJoined(runner.state().call),
    onChange: handleMediaChange,
  });

  const start = (call: Pick<StartedFact, 'contactId' | 'video' | 'share'>): void =>
    tell({ kind: 'started', ...call, callId: newId(), linkOpen: links.isOpen(call.contactId) });

  return {
    load: async () => tell({ kind: 'untold-restored', untold: await untold.load() }),
    start: ({ contactId, video }) => start({ contactId, video }),
    offerScreen: ({ contactId }) => start({ contactId, video: false, share: true }),
    answer: ({ video }) => tell({ kind: 'answered', video }),
    decline: () => tell({ kind: 'declined' }),
    hangUp: () => tell({ kind: 'hung-up' }),
    dismiss: () => tell({ kind: 'dismissed' }),
    ...controls,
    handleFrame(contactId, input) {
      const frame = parseCallFrame(input);
      if (frame) tell({ kind: 'frame-received', contactId, frame });
      return frame !== undefined;
    },
    ...tellOfLinks(tell),
    details: media.details,
    view,
  };
}

/** Media that report to the machine. */
function createReportingMedia(deps: CallsDeps, tell: (fact: CallFact) => void, onChange: () => void): CallMedia {
  const { streams, clock, log, preferred, listed, readDevices, shareMode, askPermission } = deps;
  const media = createCallMedia({
    media: deps.media,
    streams,
    clock,
    log,
    preferred,
    listed,
    readDevices,
    shareMode,
    askPermission,
    onChange,
    onPermission: (outcome) => tell({ kind: permissionFacts[outcome] }),
    onPicked: (outcome) => tell({ kind: pickFacts[outcome] }),
    onShareEnded: () => tell({ kind: 'share-ended', devicesOn: areDevicesOn(media.devices) }),
    onSlept: (sinceMs) => tell({ kind: 'slept', sinceMs }),
  });
  return media;
}

/** Keeps hold of the link that carries the call, from its first moment to its last. */
function createHoldOnOne(hold: Links['hold']): (contactId: ContactId | undefined) => void {
  let held: ContactId | undefined;
  let letGo = (): void => undefined;
  return (contactId) => {
    if (contactId === held) return;
    letGo();
    held = contactId;
    letGo = contactId === undefined ? () => undefined : hold(contactId);
  };
}

function obstacleTo(
  call: LiveCall | undefined,
  { obstacle }: Pick<CallsDeps, 'obstacle'>,
): ContactObstacle | undefined {
  return call && obstacle(call.contactId);
}

/** What links report, as facts of the machine. */
function tellOfLinks(tell: (fact: CallFact) => void) {
  return {
    lane: 'control',
    prefix: 'call',
    handleOpened: (contactId) => tell({ kind: 'link-opened', contactId }),
    handleClosed: (contactId, how) => tell({ kind: how === 'down' ? 'link-down' : 'link-interrupted', contactId }),
    handleRestored: (contactId) => tell({ kind: 'link-restored', contactId }),
    handleMediaReady: (contactId) => tell({ kind: 'media-ready', contactId }),
    handleUnreachable: (contactId) => tell({ kind: 'link-unreachable', contactId }),
    handleRemoved: (contactId) => tell({ kind: 'contact-removed', contactId }),
  } satisfies Partial<Calls>;
}

const permissionFacts = {
  needed: 'permission-needed',
  refused: 'permission-refused',
  settled: 'devices-settled',
} as const;

const pickFacts = {
  opened: 'screen-picked',
  cancelled: 'screen-not-picked',
  refused: 'screen-refused',
} as const;

function mayUseDevices({ call }: CallMachine): boolean {
  return call.phase !== 'idle' && call.phase !== 'ended' && call.phase !== 'incoming' && !isPicking(call);
}

/** Whoever has muted a microphone has spoken, and is not to be cut off. */
function areDevicesOn(devices: CallMedia['devices']): boolean {
  const { microphone, camera } = devices.view();
  return microphone !== 'none' || camera !== 'off';
}
