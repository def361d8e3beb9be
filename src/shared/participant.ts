import type { ContactId } from './identity/contact-id.ts';

/** The person here, in every call; no contact has such an ID. */
export const selfId = 'self';

/** Who takes part in a call: a contact, or oneself. */
export type ParticipantId = ContactId | typeof selfId;

/** `preview`: the own camera while it is tried without a call. */
export type PictureSource = 'camera' | 'screen' | 'preview';

/** What is seen of one participant. */
export interface PictureId {
  readonly participant: ParticipantId;
  readonly source: PictureSource;
}

export const ownCamera: PictureId = { participant: selfId, source: 'camera' };
/** As the other side gets it. */
export const ownScreen: PictureId = { participant: selfId, source: 'screen' };
export const ownPreview: PictureId = { participant: selfId, source: 'preview' };

/** What is heard of one participant: their voice, or what they share. */
export interface SoundId {
  readonly participant: ContactId;
  readonly source: 'voice' | 'screen';
}

/** The one name of a picture or a sound wherever it has to be a string. */
export type MediaKey = `${ParticipantId}:${PictureSource | SoundId['source']}`;

export function mediaKey({ participant, source }: PictureId | SoundId): MediaKey {
  return `${participant}:${source}`;
}

/** Where the engine's window keeps live streams by `mediaKey` for surfaces that can reach it (`window.beelineStreams`). */
export const streamsKey = 'beelineStreams';
