import type { CallEnding, CallNote } from '../engine/calls/rules/call-note.ts';
import type { CallQuality } from '../engine/calls/rules/quality.ts';
import type { CallTheirs } from '../engine/calls/rules/state.ts';
import type { LastMessage, MissedCalls } from '../engine/chat/rules/counters.ts';
import type { MessageProgress, Reactions } from '../engine/chat/rules/state.ts';
import type { ContactObstacle, Obstacle } from '../engine/links/rules/obstacle.ts';
import type { GameNote } from '../engine/play/rules/game-note.ts';
import type { DeviceNotice } from './device-notice.ts';
import type { GameView } from './game-view.ts';
import type { ContactId } from './identity/contact-id.ts';
import type { OwnCamera, OwnMicrophone } from './own-device.ts';
import type { PictureSource, SoundId } from './participant.ts';
import type { PointingView } from './pointing-view.ts';
import type { DeviceList } from './settings/device-choice.ts';
import type { SettingsView } from './settings/settings.ts';
import type { ShareMode, SharePause } from './settings/share-mode.ts';

/** Everything a surface may know, as plain data. Times are milliseconds since the Unix epoch. */
export interface Snapshot {
  /** `damaged`: who was here cannot be read any more. This browser rests while another one with the same identity is active, `elsewhere`, or a copy of this profile is, `copied`. */
  readonly phase: 'first-run' | 'damaged' | 'ready' | 'elsewhere' | 'copied';
  readonly self: SelfView | null;
  readonly network: NetworkView;
  readonly contacts: readonly ContactView[];
  readonly requests: readonly RequestView[];
  readonly call: CallView | null;
  /** At most one with each contact. */
  readonly games: readonly GameView[];
  /** Null while nothing is shared. */
  readonly pointing: PointingView | null;
  readonly floatingWindow: FloatingWindowState;
  readonly settings: SettingsView;
  readonly devices: DeviceList;
  /** `full`: history can no longer be written. `unsaved`: and what was written here since is lost when the browser closes. */
  readonly storage: 'ok' | 'full' | 'unsaved';
  /** The browser ends the engine unless a surface is open: nobody is reached here then. */
  readonly sleeps?: true;
}

/** The window above all others that shows a call; `unavailable` where the browser has none. */
export type FloatingWindowState = 'unavailable' | 'closed' | 'open';

/** What keeps this browser from reaching people, if anything does. */
export type NetworkView = 'starting' | 'online' | Obstacle;

export interface SelfView {
  readonly name: string;
  /** Null until other people can reach it. */
  readonly id: ContactId | null;
  readonly inviteLink: string | null;
  /** `taken`: somebody else has put a card under the ID, so that nobody finds us by it. */
  readonly publication: 'making-keys' | 'signing-in' | 'publishing' | 'reachable' | 'waiting' | 'taken';
}

export interface ContactView {
  readonly id: ContactId;
  /** The name on their card; the grouped ID until a card with a name has arrived. */
  readonly name: string;
  /** `shut-out`: their mailbox refuses what we write, so they have removed or blocked us. */
  readonly presence: 'online' | 'away' | 'connecting' | 'request-sent' | 'shut-out';
  readonly unread: number;
  readonly typing: boolean;
  readonly lastMessage: LastMessage | null;
  /** Absent while nobody's calls wait to be seen. */
  readonly missedCalls?: MissedCalls;
  /** Of the newest call, whatever became of it. */
  readonly lastCallAtMs?: number;
  /** When the person here marked them as verified by safety number. */
  readonly verifiedAtMs: number | null;
  /** Its messages make no notification. */
  readonly muted?: true;
}

export interface RequestView {
  readonly id: ContactId;
  readonly name: string;
  readonly atMs: number;
}

export interface ConversationView {
  readonly contactId: ContactId;
  /** A part of the history without gaps, oldest first. */
  readonly entries: readonly ConversationEntry[];
  readonly hasEarlier: boolean;
  /** The newest ones are not among them. */
  readonly hasLater?: boolean;
  /** The newest of those that come later, oldest first; only how many are new is told by them. */
  readonly later?: readonly LaterEntry[];
  /** The first message that nobody had seen; told when the conversation is opened. */
  readonly unreadId?: string;
  /** Messages can be answered, changed and reacted to: their Beeline has said that it understands. */
  readonly canAmend?: boolean;
}

/** A call is shown with all that is kept of it. */
export type CallNoteView = CallNote;

/** A call in the list of all of them. */
export interface PastCallView extends CallNoteView {
  readonly contactId: ContactId;
}

export type ConversationEntry = MessageView | CallNoteView | GameNote;

export interface LaterEntry {
  readonly kind: ConversationEntry['kind'];
  readonly id: string;
  readonly mine: boolean;
}

export interface MessageView {
  readonly kind: 'message';
  readonly id: string;
  readonly mine: boolean;
  readonly text: string;
  readonly atMs: number;
  readonly state: MessageProgress;
  /** The message that this one answers. */
  readonly quote?: QuoteView;
  readonly edited?: true;
  /** Its text is empty then. */
  readonly deleted?: true;
  readonly reactions?: Reactions;
}

/** The beginning of an answered message; empty when it was deleted. */
export interface QuoteView {
  readonly id: string;
  readonly mine: boolean;
  readonly text: string;
}

export interface CallView {
  readonly callId: string;
  /** With whom it was begun. */
  readonly contactId: ContactId;
  readonly contactName: string;
  readonly direction: 'incoming' | 'outgoing';
  /** Whether the one who called asked for video. */
  readonly video: boolean;
  /** A screen is shown, or asked to be watched, without a call. */
  readonly shareOnly?: true;
  /** `waiting-for-permission`: the permission page is open and the call goes on after it. */
  readonly phase:
    | 'waiting-for-permission'
    | 'calling'
    | 'ringing'
    | 'incoming'
    | 'connecting'
    | 'connected'
    | 'reconnecting'
    | 'ended';
  readonly ending: CallEnding | null;
  /** Why they were not reachable; absent when it was they who were not there. */
  readonly obstacle?: ContactObstacle;
  readonly connectedAtMs: number | null;
  /** When it will end, unless the two are connected again by then; absent while they are. */
  readonly heldUntilMs?: number;
  readonly self: OwnPartView;
  /** Everybody else. */
  readonly participants: readonly ParticipantView[];
  /** What is different from what was asked, to be said in words for as long as it is. */
  readonly notices: readonly CallNotice[];
  readonly quality: CallQuality;
}

/** Which pictures the stream registry has; a number that changes whenever the stream behind it does, 0 for none. */
type PictureVersions<Source extends PictureSource> = Readonly<Record<Source, number>>;

/** What is on here in a call. */
export interface OwnPartView {
  readonly microphone: OwnMicrophone;
  readonly camera: OwnCamera;
  readonly screen: 'off' | 'picking' | 'on';
  readonly share: OwnShareView;
  /** Also while the microphone is muted. */
  readonly speaking: boolean;
  readonly pictures: PictureVersions<'camera' | 'screen'>;
}

export interface OwnShareView {
  readonly paused: SharePause | null;
  readonly mode: ShareMode;
  /** Another one for each thing that was picked, null while nothing is. */
  readonly source: string | null;
  /** The capture handle of the page that is shared, null where there is none. */
  readonly page: string | null;
}

/** Somebody else in a call, and what they say is on there. */
export interface ParticipantView extends CallTheirs {
  readonly contactId: ContactId;
  readonly name: string;
  readonly speaking: boolean;
  readonly pictures: PictureVersions<'camera' | 'screen'>;
  /** How loud they and the sound of their share are heard here, from 0 to 1. */
  readonly volumes: Readonly<Record<SoundId['source'], number>>;
}

export type CallNotice = DeviceNotice | 'speaker-switched' | 'screen-refused' | 'screen-ended';
