import type { HandAction } from '../engine/pointing/rules/hand.ts';
import type { Stroke } from '../engine/pointing/rules/stroke.ts';
import type { ContactId } from './identity/contact-id.ts';

/** Pointing and drawing on what is shared in the present call, as a surface may know it. */
export interface PointingView {
  readonly contactId: ContactId;
  /**
   * What the person here may do on their share, null while there is none. `unsupported`: their Beeline does not know of it;
   * `waiting`: they have not said yet.
   */
  readonly onTheirs: 'allowed' | 'refused' | 'unsupported' | 'waiting' | null;
  /** The share of the person here, null while there is none. */
  readonly onMine: PointedShareView | null;
}

export interface PointedShareView {
  readonly allowed: boolean;
  /** Whether their Beeline knows of it. */
  readonly supported: boolean;
  /** They point, or something that they drew is there. */
  readonly active: boolean;
}

/** Whatever a person does about pointing: on their share, or about that of the person here. */
export type PointingAction =
  | HandAction
  | { readonly kind: 'wiped'; readonly picture: ShareSide }
  | { readonly kind: 'allowed'; readonly allowed: boolean };

/** Whose picture is pointed at. */
export type ShareSide = 'mine' | 'theirs';

/** A stroke that has ended; how long ago, as clocks differ from context to context. */
export interface DrawnStrokeView extends Stroke {
  readonly endedMsAgo: number;
}

/** The topic of the fast stream with what changes at every move. */
export function pointerTopic(picture: ShareSide): string {
  return `pointer:${picture}`;
}

/** The topic of the fast stream with the strokes that have ended. */
export function drawingTopic(picture: ShareSide): string {
  return `drawing:${picture}`;
}
