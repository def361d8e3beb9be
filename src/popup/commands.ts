import type { MediaSample } from '../engine/calls/rules/media-sample.ts';
import type { MessageChange } from '../engine/chat/rules/amendments.ts';
import type { SearchPage, SearchPosition } from '../engine/chat/rules/search-query.ts';
import type { PlayAction } from '../engine/play/rules/table.ts';
import type { ContactId } from '../shared/identity/contact-id.ts';
import type {
  ActionOutcome,
  DeviceTestView,
  EntryField,
  InviteOutcome,
  OpenableSurface,
  RestoreOutcome,
  SendOutcome,
} from '../shared/messaging/contract.ts';
import type { SoundId } from '../shared/participant.ts';
import type { PointingAction } from '../shared/pointing-view.ts';
import type { TestedWay } from '../shared/settings/connection-test.ts';
import type { SettingsChange } from '../shared/settings/settings.ts';
import type { SharePause } from '../shared/settings/share-mode.ts';
import type { PastCallView } from '../shared/snapshot.ts';

/** Everything a person can ask for from a surface; none of these ever rejects. */
export interface Commands {
  createIdentity(name: string): Promise<boolean>;
  rename(name: string): void;
  renewInviteLink(): Promise<boolean>;
  /** Text of a form, for the next surface that shows it. */
  keepEntry(field: EntryField, text: string): void;
  /** Empty when there is nothing. */
  readEntry(field: EntryField): Promise<string>;
  /** Null when the engine did not answer. */
  revealWords(): Promise<readonly string[] | null>;
  restore(wanted: { readonly words: string; readonly name: string; readonly replace: boolean }): Promise<RestoreResult>;
  deleteEverything(): Promise<boolean>;
  /** Deletes everything but name and settings, for an ID that somebody else has. */
  takeNewId(): Promise<boolean>;
  useHere(): Promise<ActionOutcome>;
  /** Begins the whole app anew, this surface included. */
  restart(): void;
  /** `inPerson`: read off their screen, so that they start verified. */
  invite(text: string, inPerson: boolean): Promise<InviteOutcome>;
  accept(contactId: ContactId): Promise<ActionOutcome>;
  decline(contactId: ContactId): void;
  block(contactId: ContactId): void;
  remove(contactId: ContactId): void;
  /** Null when the engine did not answer or the contact is gone. */
  safetyNumber(contactId: ContactId): Promise<string | null>;
  setVerified(contactId: ContactId, verified: boolean): void;
  setMuted(contactId: ContactId, muted: boolean): void;
  send(contactId: ContactId, text: string, replyTo?: string): Promise<SendResult>;
  amend(contactId: ContactId, messageId: string, change: MessageChange): Promise<SendResult>;
  setTyping(contactId: ContactId, typing: boolean): void;
  /** Moves to another part of the conversation on screen. */
  showPart(contactId: ContactId, part: 'earlier' | 'later' | 'newest'): void;
  /** Null when the engine did not answer. A new search ends the former one; `after` is where that said to go on. */
  search(contactId: ContactId, text: string, after: SearchPosition | null): Promise<SearchPage | null>;
  showAround(contactId: ContactId, messageId: string): void;
  /** A call to them may be started in a moment. */
  prepareCall(contactId: ContactId): void;
  startCall(contactId: ContactId, video: boolean): void;
  /** Opens the browser's picker; the contact is asked to watch what is picked. */
  offerScreen(contactId: ContactId): void;
  answer(video: boolean): void;
  declineCall(): void;
  hangUp(): void;
  setMicrophone(on: boolean): void;
  setCamera(on: boolean): void;
  shareScreen(): void;
  /** As in `SurfaceHost`. */
  offerPage(): void;
  pauseSharing(pause: SharePause | null): void;
  stopSharing(): void;
  setVolume(sound: SoundId, volume: number): void;
  openFloatingWindow(): void;
  closeFloatingWindow(): void;
  /** Opens devices to try them for a moment, or while that call rings; null when the engine did not answer. */
  holdDevices(
    viewId: string,
    devices: readonly ('microphone' | 'camera')[],
    callId?: string,
  ): Promise<DeviceTestView | null>;
  releaseDevices(viewId: string): void;
  testSpeaker(): void;
  /** Looks anew which devices there are. */
  readDevices(): void;
  /** Whatever a person does about a game with that contact. */
  play(contactId: ContactId, action: PlayAction): void;
  /** What a person does now in a game in real time. */
  setOwnPlay(contactId: ContactId, own: unknown): void;
  /** Whatever a person does about pointing in the present call. */
  point(action: PointingAction): void;
  /** The newest calls with anybody, newest first; empty when the engine did not answer. */
  listCalls(): Promise<readonly PastCallView[]>;
  dismissCall(): void;
  /** Null before there are figures, and when the engine did not answer. */
  readCallDetails(): Promise<MediaSample | null>;
  openPermissionPage(video: boolean): void;
  /** The keys chosen in the browser, by the commands' names in the manifest. */
  readShortcuts(): Promise<ReadonlyMap<string, string>>;
  openShortcutSettings(): void;
  openSurface(surface: OpenableSurface): void;
  changeSettings(change: SettingsChange): void;
  /** By which ways packets would get through; null when the engine did not answer. */
  testConnection(): Promise<readonly TestedWay[] | null>;
  copy(text: string): Promise<boolean>;
}

export type RestoreResult = RestoreOutcome | { readonly kind: 'refused'; readonly reason: 'not-ready' };

/** `not-ready`: the engine did not answer. */
export type SendResult = SendOutcome | { readonly kind: 'refused'; readonly reason: 'not-ready' };
