/**
 * Name of the port between the engine and a page of the web that may be what is shared. In such a page lives a script of ours, and
 * beside it whatever its site is: it hears what it has to paint, and nothing that it says is believed.
 */
export const sharedPagePortName = 'shared-page';

/** From the page: the capture handle that it carries now (Capture Handle Identity §4), by which it is known once it is shared. */
export interface SharedPageHere {
  readonly kind: 'here';
  readonly handle: string;
}

/** From the engine: it is what is shared, and who may point at it; or not any more. In between come values of the fast stream. */
export type SharedPageNews =
  | {
      readonly kind: 'shown';
      readonly name: string;
      /** Theirs, in degrees. */
      readonly hue: number;
    }
  | { readonly kind: 'hidden' };
