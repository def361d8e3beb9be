import type { ContactId } from '../identity/contact-id.ts';
import type { PointingAction } from '../pointing-view.ts';

/** Name of the port over which a surface tells what a person does up to sixty times a second; nobody answers. */
export const movesPortName = 'moves';

export type Move =
  /** About pointing in the present call. */
  | { readonly kind: 'pointing'; readonly action: PointingAction }
  /** In a game in real time with that contact; the latest counts. */
  | { readonly kind: 'play'; readonly contactId: ContactId; readonly own: unknown };
