import type { ContactId } from '../shared/identity/contact-id.ts';
import type { Readable } from './store.ts';
import { createStore } from './store.ts';

export type View =
  | { readonly name: 'home' | 'calls' | 'my-id' | 'settings' | 'call' | 'back-up' | 'restore' }
  /** `text`: what is filled in. `agreed`: somebody has said yes to it already, and it goes off by itself. */
  | { readonly name: 'add-contact'; readonly text?: string; readonly agreed?: true }
  | { readonly name: 'conversation' | 'safety-number' | 'search' | 'game'; readonly contactId: ContactId };

export interface Place {
  readonly view: View;
  /** The `data-opener` of the control that led away from here, which gets the focus back. */
  readonly leftBy: string | null;
}

/** Where the person is and how they came there. */
export interface Navigation {
  readonly place: Readable<Place>;
  open(view: View, leftBy?: string | null): void;
  back(): void;
  /** To `view` with only home behind it. */
  replace(view: View): void;
}

const home: Place = { view: { name: 'home' }, leftBy: null };

export function createNavigation(): Navigation {
  const place = createStore(home);
  let behind: readonly Place[] = [];

  const goTo = (places: readonly Place[]): void => {
    behind = places.slice(0, -1);
    place.set(places.at(-1) ?? home);
  };

  return {
    place,
    open: (view, leftBy = null) => {
      const places = [...behind, place.get()];
      const known = places.findIndex((one) => isSameView(one.view, view));
      if (known >= 0) goTo(places.slice(0, known + 1));
      else goTo([...behind, { ...place.get(), leftBy }, { view, leftBy: null }]);
    },
    back: () => {
      if (behind.length > 0) goTo(behind);
    },
    replace: (view) => {
      const first = behind[0] ?? place.get();
      goTo(view.name === 'home' ? [first] : [first, { view, leftBy: null }]);
    },
  };
}

export function isSameView(one: View, other: View): boolean {
  const contactIn = (view: View): ContactId | null => ('contactId' in view ? view.contactId : null);
  return one.name === other.name && contactIn(one) === contactIn(other);
}
