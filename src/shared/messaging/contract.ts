import type { MediaSample } from '../../engine/calls/rules/media-sample.ts';
import type { MessageChange } from '../../engine/chat/rules/amendments.ts';
import type { SearchPage, SearchQuery } from '../../engine/chat/rules/search-query.ts';
import type { PlayAction } from '../../engine/play/rules/table.ts';
import type { DeviceProblem } from '../device-notice.ts';
import type { ContactId } from '../identity/contact-id.ts';
import type { PictureId, SoundId } from '../participant.ts';
import type { TestedWay } from '../settings/connection-test.ts';
import type { Settings, SettingsChange } from '../settings/settings.ts';
import type { SharePause } from '../settings/share-mode.ts';
import type { PastCallView } from '../snapshot.ts';
import type { WantedPlace } from './feed.ts';

/** Every request one context can make of another: the one list. Requests and their answers are plain data. */
export interface Contract {
  readonly engine: EngineRequests;
  readonly background: BackgroundRequests;
}

export interface EngineRequests {
  'identity.create'(input: { name: string }): void;
  'identity.rename'(input: { name: string }): void;
  'identity.renewInviteLink'(): void;
  /** Text of a form that its surface may close on, for the next one; kept until the engine starts anew. */
  'entry.keep'(input: { field: EntryField; text: string }): void;
  'entry.read'(input: { field: EntryField }): string;
  /** The recovery words of the own identity; they are in no snapshot. */
  'identity.revealWords'(): readonly string[];
  /** Brings the identity of these words into this browser. `replace`: the present one, with all that belongs to it, goes for it. */
  'identity.restore'(input: { words: string; name: string; replace: boolean }): RestoreOutcome;
  'identity.deleteEverything'(): void;
  'identity.takeNewId'(): void;
  /** Another browser with this identity is active; this one takes over. */
  'identity.useHere'(): ActionOutcome;
  /** `text` is an ID, an invite link, or any text that contains one; read off their screen in person, it verifies them too. */
  'contacts.invite'(input: { text: string; inPerson?: boolean }): InviteOutcome;
  'contacts.accept'(input: { contactId: ContactId }): ActionOutcome;
  'contacts.decline'(input: { contactId: ContactId }): void;
  'contacts.block'(input: { contactId: ContactId }): void;
  'contacts.remove'(input: { contactId: ContactId }): void;
  /** Sixty digits, null for somebody who is not in the contacts. */
  'contacts.safetyNumber'(input: { contactId: ContactId }): string | null;
  'contacts.setVerified'(input: { contactId: ContactId; verified: boolean }): void;
  /** A muted one makes no notification of messages; calls still ring. */
  'contacts.setMuted'(input: { contactId: ContactId; muted: boolean }): void;
  'chat.send'(input: { contactId: ContactId; text: string; replyTo?: string }): SendOutcome;
  /** Edits or deletes an own message for both, or reacts to any. */
  'chat.amend'(input: { contactId: ContactId; messageId: string; change: MessageChange }): SendOutcome;
  /** Looks through stored messages, the newest first; a new search of the same searcher ends its former one. */
  'chat.search'(query: SearchQuery): SearchPage;
  'chat.setTyping'(input: { contactId: ContactId; typing: boolean }): void;
  /** The button is touched that starts a call: what takes time may begin, and nothing leaves for anybody. */
  'call.prepare'(input: { contactId: ContactId }): void;
  'call.start'(input: { contactId: ContactId; video: boolean }): void;
  'call.answer'(input: { video: boolean }): void;
  'call.decline'(): void;
  'call.hangUp'(): void;
  'call.setMicrophone'(input: { on: boolean }): void;
  'call.setCamera'(input: { on: boolean }): void;
  'call.shareScreen'(): void;
  /** Asks a contact to watch a screen, without a call; to be asked from a click, which the browser's picker opens in. */
  'call.offerScreen'(input: { contactId: ContactId }): void;
  /** Freezes or blanks what the other side sees of the share, null to go on. */
  'call.pauseSharing'(input: { pause: SharePause | null }): void;
  'call.stopSharing'(): void;
  /** How the present call goes, in figures; null before there are any. */
  'call.details'(): MediaSample | null;
  /** From 0 to 1. */
  'call.setVolume'(input: { sound: SoundId; volume: number }): void;
  /** Floats the call above other windows; to be asked from a click, whose gesture the message carries. */
  'floatingWindow.open'(): void;
  'floatingWindow.close'(): void;
  /** A key that works outside every surface. */
  'call.pressShortcut'(input: { shortcut: CallShortcut }): void;
  /** The newest calls with anybody, newest first. */
  'call.list'(): readonly PastCallView[];
  /** Takes the note about an ended call off the screen. */
  'call.dismiss'(): void;
  /** The permission page reports what the person decided. */
  'permission.settled'(input: { granted: boolean }): void;
  /**
   * Opens these devices to try them, for as long as it goes on being asked; answers with how they are.
   * `callId`: before that call is answered, and only while it rings here.
   */
  'deviceTest.hold'(input: {
    viewId: string;
    devices: readonly ('microphone' | 'camera')[];
    callId?: string;
  }): DeviceTestView;
  'deviceTest.release'(input: { viewId: string }): void;
  'deviceTest.playTone'(): void;
  /** Brings the open surface that was used last to the front; false when none is open. */
  'surface.bringForward'(input: { place: WantedPlace }): boolean;
  /** Reads anew which devices there are: not every one that comes or goes is told by the browser. */
  'devices.read'(): void;
  /** Whatever a person does about a game with that contact. */
  'play.act'(input: { contactId: ContactId; action: PlayAction }): void;
  'settings.change'(change: SettingsChange): void;
  /** Asks the servers that are set by which ways packets would get through; nobody else. */
  'connection.test'(): readonly TestedWay[];
  /** Fallback of the media view: answers a local offer with the pictures on it, in the order named. */
  'mediaView.connect'(input: { viewId: string; sdp: string; pictures: readonly PictureId[] }): { sdp: string };
  'diagnostics.read'(): Diagnostics;
}

export interface DeviceTestView {
  readonly microphone: DeviceTestState;
  readonly camera: DeviceTestState;
  /** The number of the picture `preview`, 0 for none. */
  readonly picture: number;
}

/** `not-asked`: the browser would ask first. */
export type DeviceTestState = 'off' | 'opening' | 'on' | 'silenced' | 'not-asked' | DeviceProblem;

export interface BackgroundRequests {
  /** Settles once there is an engine to ask. */
  'engine.ensure'(): void;
  /** The whole of what should draw attention now; the same state twice changes nothing. */
  'attention.show'(attention: Attention): void;
  /** `video` says whether the camera is wanted too. */
  'permissionPage.open'(input: { video: boolean }): void;
  'shortcutSettings.open'(): void;
  /** `windowId`: the browser window that gets the side panel. That opens only out of a click, whose gesture the message carries. */
  'surface.open'(input: { surface: OpenableSurface; windowId: number }): void;
}

/** Forms that are filled in once, from something that lies elsewhere. */
export type EntryField = 'name' | 'recovery-words';

/** As the manifest names them. */
export type CallShortcut = 'mute' | 'answer-or-hang-up' | 'share-screen';

/** Frames of the app that stay when one goes on elsewhere. */
export type OpenableSurface = 'panel' | 'window';

export type RestoreOutcome =
  | { readonly kind: 'restored'; readonly id: ContactId }
  /** The words are right, and another identity would go for theirs. */
  | { readonly kind: 'replaces'; readonly id: ContactId }
  /** `place` counts from 1. */
  | { readonly kind: 'refused'; readonly reason: 'unknown-word'; readonly place: number }
  | { readonly kind: 'refused'; readonly reason: 'not-twelve' | 'mistake' | 'no-name' | 'same-id' };

export type InviteOutcome =
  | { readonly kind: 'sent'; readonly contactId: ContactId }
  /** They had asked us already, so both agree. */
  | { readonly kind: 'accepted'; readonly contactId: ContactId }
  | { readonly kind: 'already-contact'; readonly contactId: ContactId }
  | {
      readonly kind: 'refused';
      readonly reason:
        | 'typo'
        /** The link belongs to another introduction service than ours. */
        | 'other-service'
        | 'own-id'
        | 'unknown-id'
        /** The service handed out a card that does not belong to the ID. */
        | 'wrong-card'
        | 'closed'
        | 'too-soon'
        | 'offline'
        | 'unreachable'
        | 'not-ready';
    };

export type ActionOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly reason: 'offline' | 'unreachable' | 'gone' };

export type SendOutcome =
  | { readonly kind: 'queued'; readonly messageId: string }
  /** Kept in memory only, until there is room for it. */
  | { readonly kind: 'unsaved'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly reason: 'too-long' | 'empty' | 'storage-full' | 'unchangeable' };

export interface Attention {
  readonly unread: number;
  readonly inCall: boolean;
  /** A request or a call waits for an answer. */
  readonly needsAction: boolean;
  /** Everything that still deserves a notification; what is shown and no longer listed is taken away. */
  readonly notices: readonly Notice[];
  /** Identifiers of notices that are news: only these are shown (again), so that a dismissed one stays away. */
  readonly raise: readonly string[];
  /** Those that say something else now without being news: shown anew where they still stand, silently. */
  readonly reword: readonly string[];
  readonly language: Settings['language'];
}

export type Notice =
  | {
      readonly kind: 'incoming-call';
      readonly id: string;
      readonly name: string;
      readonly video: boolean;
      readonly share?: true;
    }
  | {
      readonly kind: 'missed-call';
      readonly id: string;
      readonly contactId: ContactId;
      readonly name: string;
      /** Of the newest. */
      readonly atMs: number;
      readonly share?: true;
    }
  | { readonly kind: 'request'; readonly id: string; readonly contactId: ContactId; readonly name: string }
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly contactId: ContactId;
      readonly name: string;
      /** Of the newest; empty when there is nothing to show of it, as after it was deleted. */
      readonly text: string;
      readonly count: number;
      readonly atMs: number;
    };

/** Counters for tests and for Settings → Connection; they say how many, never what. */
export interface Diagnostics {
  readonly firestore: { readonly writes: number; readonly reads: number; readonly deletes: number };
  readonly droppedDocuments: number;
  readonly droppedFrames: number;
  readonly peerConnections: number;
}
